package io.dermflow.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.stack.LocalStack;
import io.dermflow.stack.StackOptions;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.Secrets;
import io.dermflow.stack.part.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The broker with principals and rights, as a foreign client sees it: the plain client of Apache
/// Kafka, with nothing of ours but a name, a password and the certificate.
class SecuredBrokerTest {

    private static final String RESULTS = "skin_analysis_results";
    private static final String JOBS = "skin_analysis";
    private static final String PARTNER = "acme";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir static Path data;
    private static LocalStack stack;
    private static KafkaSecurity security;

    @BeforeAll
    static void start() throws Exception {
        var options =
                StackOptions.on(data)
                        .onAnyPort()
                        .partners(Set.of(PARTNER, "other"))
                        .without(EnumSet.complementOf(EnumSet.of(Part.KAFKA)));
        stack = LocalStack.start(options);
        stack.awaitHealthy(LIMIT);
        security =
                new KafkaSecurity(
                        Checkout.here(),
                        options.data(),
                        new Secrets(options.data()),
                        options.partners());
        try (Admin ingest = Admin.create(client("ingest"))) {
            ingest.createTopics(
                            List.of(
                                    new NewTopic(RESULTS, 1, (short) 1),
                                    new NewTopic(JOBS, 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        send("ingest", JOBS);
        send("report", RESULTS);
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    @Test
    void aPartnerReadsResultsInAGroupOfItsOwn() {
        assertThat(read(client(PARTNER), RESULTS, PARTNER + ".reports")).contains("from report");
    }

    @Test
    void aPartnerReadsNothingElse() {
        assertThatThrownBy(() -> read(client(PARTNER), JOBS, PARTNER + ".reports"))
                .isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read(client(PARTNER), RESULTS, "ingest-results"))
                .isInstanceOf(GroupAuthorizationException.class);
        assertThatThrownBy(() -> read(client(PARTNER), RESULTS, "other.reports"))
                .isInstanceOf(GroupAuthorizationException.class);
        assertThat(topics(PARTNER)).containsExactly(RESULTS);
    }

    @Test
    void aPartnerWritesAndMakesNothing() {
        // Who may write nowhere is refused before the topic is looked at.
        assertThatThrownBy(() -> send(PARTNER, RESULTS))
                .hasCauseInstanceOf(AuthorizationException.class);
        try (Admin admin = Admin.create(client(PARTNER))) {
            assertThatThrownBy(() ->
                            admin.createTopics(List.of(new NewTopic("mine", 1, (short) 1)))
                                    .all()
                                    .get())
                    .hasCauseInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> admin.deleteTopics(List.of(RESULTS)).all().get())
                    .hasCauseInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void whoDoesNotKnowThePasswordDoesNotGetIn() {
        Map<String, Object> wrong = client(PARTNER);
        wrong.put("sasl.jaas.config", login(PARTNER, "guessed"));
        Map<String, Object> stranger = client(PARTNER);
        stranger.put("sasl.jaas.config", login("nobody", "guessed"));

        assertThatThrownBy(() -> read(wrong, RESULTS, PARTNER + ".reports"))
                .isInstanceOf(SaslAuthenticationException.class);
        assertThatThrownBy(() -> read(stranger, RESULTS, PARTNER + ".reports"))
                .isInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void nothingIsSaidInClearText() {
        Map<String, Object> clear = client(PARTNER);
        clear.put("security.protocol", "SASL_PLAINTEXT");
        Map<String, Object> open = client(PARTNER);
        open.put("security.protocol", "PLAINTEXT");

        for (Map<String, Object> client : List.of(clear, open)) {
            client.put("default.api.timeout.ms", 3_000);
            client.put("request.timeout.ms", 2_000);
            try (var consumer = consumer(client, PARTNER + ".reports")) {
                assertThatThrownBy(() -> consumer.partitionsFor(RESULTS))
                        .isInstanceOf(KafkaException.class);
            }
        }
    }

    @Test
    void aServiceKeepsToItsOwnTopics() throws Exception {
        send("vision", JOBS, TopicAuthorizationException.class);
        send("vision", RESULTS, TopicAuthorizationException.class);
        send("llm", JOBS, TopicAuthorizationException.class);
        assertThatThrownBy(() -> read(client("llm"), JOBS, "llm-erasures"))
                .isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read(client("report"), RESULTS, "report"))
                .isInstanceOf(TopicAuthorizationException.class);
        Map<String, Object> transactional = producer("vision");
        transactional.put("transactional.id", "report-1");
        try (var producer = new KafkaProducer<String, String>(transactional)) {
            assertThatThrownBy(producer::initTransactions)
                    .isInstanceOf(TransactionalIdAuthorizationException.class);
        }
    }

    @Test
    void secretsAreInFilesOfTheirOwnerAlone() throws Exception {
        assertThat(Files.getPosixFilePermissions(security.passwordFile(PARTNER)))
                .hasToString("[OWNER_READ, OWNER_WRITE]");
        assertThat(Files.readString(stack.dataDirectory().log(Part.KAFKA)))
                .doesNotContain(password(PARTNER));
    }

    private static void send(String principal, String topic, Class<? extends Throwable> refusal) {
        assertThatThrownBy(() -> send(principal, topic)).hasCauseInstanceOf(refusal);
    }

    private static void send(String principal, String topic)
            throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<String, String>(producer(principal))) {
            producer.send(new ProducerRecord<>(topic, "key", "from " + principal)).get();
        }
    }

    private static Map<String, Object> producer(String principal) {
        Map<String, Object> settings = client(principal);
        settings.put("key.serializer", StringSerializer.class);
        settings.put("value.serializer", StringSerializer.class);
        return settings;
    }

    private static List<String> read(Map<String, Object> client, String topic, String group) {
        List<String> seen = new ArrayList<>();
        long end = System.nanoTime() + LIMIT.toNanos();
        try (var consumer = consumer(client, group)) {
            consumer.subscribe(List.of(topic));
            while (seen.isEmpty() && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> seen.add(record.value()));
            }
        }
        return seen;
    }

    private static KafkaConsumer<String, String> consumer(
            Map<String, Object> client, String group) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("group.id", group);
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", StringDeserializer.class);
        return new KafkaConsumer<>(settings);
    }

    private static Set<String> topics(String principal) {
        try (Admin admin = Admin.create(client(principal))) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> client(String principal) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", "127.0.0.1:" + stack.address(Part.KAFKA).getPort());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put("sasl.jaas.config", login(principal, password(principal)));
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", security.certificate().toString());
        return settings;
    }

    private static String login(String name, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                + name
                + "\" password=\""
                + password
                + "\";";
    }

    private static String password(String principal) {
        try {
            return Files.readString(security.passwordFile(principal)).strip();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
