package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.Secrets;
import io.dermflow.stack.kafka.KafkaSecurity;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The whole suite on a Kafka with principals, passwords and rights: each service has what it needs
/// and no more, or the capture would not arrive.
@EndToEnd
@Tag("long") // two stacks more; by hand: -Dexcluded.groups=none -Dtest=SecuredKafkaTest
class SecuredKafkaTest {

    private static final String PARTNER = "acme";
    private static final List<Part> SERVICES =
            List.of(Part.INGEST, Part.VISION, Part.REPORT, Part.LLM);

    @BeforeAll
    static void secured() {
        Suite.withPartners(Set.of(PARTNER));
    }

    @AfterAll
    static void asBefore() {
        Suite.withPartners(Set.of());
    }

    @Test
    void aCaptureGoesRoundAndThePartnerHearsOfItsEnd() {
        Person person = Person.registered();
        Map<Part, Integer> said = new EnumMap<>(Part.class);
        for (Part service : SERVICES) {
            said.put(service, log(service).length());
        }

        String id = person.submit(Pictures.skin(1));

        assertThat(person.awaitEnd(id)).isEqualTo("succeeded");
        assertThat(person.results(id).path("report").path("claims").size()).isPositive();
        assertThat(heardBy(PARTNER, id)).containsExactly(id);
        // Before, those who may not make topics wait for ingest, and say so.
        said.forEach((service, length) ->
                assertThat(log(service).substring(length))
                        .as(service.shortName())
                        .doesNotContain("AuthorizationException", "AuthenticationException"));
    }

    private static String log(Part service) {
        try {
            return Files.readString(Suite.stack().dataDirectory().log(service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keys of the results until the wanted one came.
    private static List<String> heardBy(String partner, String wanted) {
        List<String> keys = new ArrayList<>();
        long end = System.nanoTime() + Suite.PATIENCE.toNanos();
        try (var consumer = new KafkaConsumer<String, String>(client(partner))) {
            consumer.subscribe(List.of("skin_analysis_results"));
            while (!keys.contains(wanted) && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> keys.add(record.key()));
            }
        }
        return keys;
    }

    private static Map<String, Object> client(String partner) {
        var data = Suite.stack().dataDirectory();
        var security = new KafkaSecurity(Checkout.here(), data, new Secrets(data), Set.of(partner));
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                "bootstrap.servers", "127.0.0.1:" + Suite.stack().address(Part.KAFKA).getPort());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                        + partner
                        + "\" password=\""
                        + password(security.passwordFile(partner))
                        + "\";");
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", security.certificate().toString());
        settings.put("group.id", partner + ".reports");
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", StringDeserializer.class);
        return settings;
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
