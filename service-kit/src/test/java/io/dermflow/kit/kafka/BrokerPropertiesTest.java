package io.dermflow.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BrokerPropertiesTest {

    @TempDir Path dir;

    @Test
    void hasDefaultsForAnOpenBroker() {
        BrokerProperties properties = bind(Map.of());

        assertThat(properties)
                .isEqualTo(
                        new BrokerProperties(
                                "127.0.0.1:9092",
                                (short) 1,
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10),
                                new BrokerSecurity("PLAINTEXT", "SCRAM-SHA-512", "", "", "")));
        assertThat(properties.security().settings()).isEmpty();
    }

    @Test
    void mapsEveryKeyAndTakesThePasswordFromItsFile() throws IOException {
        Path password = Files.writeString(dir.resolve("password"), "se\"cret\n");

        BrokerSecurity security =
                bind(Map.of(
                                "dermflow.kafka.security.protocol", "SASL_SSL",
                                "dermflow.kafka.security.mechanism", "SCRAM-SHA-256",
                                "dermflow.kafka.security.username", "vision",
                                "dermflow.kafka.security.password-file", password.toString(),
                                "dermflow.kafka.security.ca-file", "/ca.pem"))
                        .security();

        assertThat(security.settings())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-256")
                .containsEntry("ssl.truststore.location", "/ca.pem");
        assertThat(security.settings().get("sasl.jaas.config").toString())
                .endsWith("username=\"vision\" password=\"se\\\"cret\";");
        assertThat(security.toString()).doesNotContain("cret\"");
    }

    @Test
    void refusesAProtocolThatItDoesNotKnowAndANameWithoutAPassword() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.kafka.security.protocol", "TLS")))
                .rootCause()
                .hasMessageContaining("KAFKA_SECURITY_PROTOCOL");
        assertThatThrownBy(() ->
                        bind(
                                Map.of(
                                        "dermflow.kafka.security.protocol", "SASL_SSL",
                                        "dermflow.kafka.security.username", "vision")))
                .rootCause()
                .hasMessageContaining("KAFKA_SASL_PASSWORD_FILE");
    }

    private static BrokerProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.kafka", BrokerProperties.class);
    }
}
