package io.dermflow.stack;

import io.dermflow.stack.home.Secrets;
import io.dermflow.stack.part.Part;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What the services do with a stack's servers, in a few lines each.
public final class Clients {

    private static final int PATIENCE_SECONDS = 20;

    private final LocalStack stack;
    private final Secrets secrets;
    private final String objectSecret;

    public Clients(LocalStack stack) {
        this(stack, new Secrets(stack.dataDirectory()).value("s3-secret-key"));
    }

    private Clients(LocalStack stack, String objectSecret) {
        this.stack = stack;
        this.secrets = new Secrets(stack.dataDirectory());
        this.objectSecret = objectSecret;
    }

    Clients withWrongSecret() {
        return new Clients(stack, "wrong");
    }

    void createTopic(String name) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    Set<String> topics() throws Exception {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    String clusterId() throws Exception {
        try (Admin admin = admin()) {
            return admin.describeCluster().clusterId().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    public void send(String topic, String value) throws Exception {
        var serializer = new StringSerializer();
        try (var producer = new KafkaProducer<>(kafka(), serializer, serializer)) {
            producer.send(new ProducerRecord<>(topic, value))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    List<String> read(String topic) {
        var deserializer = new StringDeserializer();
        var partition = new TopicPartition(topic, 0);
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(kafka(), deserializer, deserializer)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(r -> values.add(r.value()));
            }
        }
        return values;
    }

    public void execute(Part owner, String sql) throws SQLException {
        try (Connection connection = connect(owner);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public String query(Part owner, String sql) throws SQLException {
        try (Connection connection = connect(owner);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    void put(String bucket, String key, String value) {
        put(bucket, key, RequestBody.fromString(value));
    }

    public void put(String bucket, String key, RequestBody content) {
        try (S3Client objects = objects()) {
            objects.putObject(r -> r.bucket(bucket).key(key), content);
        }
    }

    /// The keys of all objects.
    public List<String> keys(String bucket) {
        try (S3Client objects = objects()) {
            return objects.listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    public String get(String bucket, String key) {
        try (S3Client objects = objects()) {
            return objects.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
        }
    }

    private Connection connect(Part owner) throws SQLException {
        String role = owner.shortName();
        int port = stack.address(Part.POSTGRES).getPort();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/dermflow",
                role,
                secrets.value("postgres-" + role));
    }

    private S3Client objects() {
        var credentials = AwsBasicCredentials.create(secrets.value("s3-access-key"), objectSecret);
        return S3Client.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + stack.address(Part.OBJECTS).getPort()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private Admin admin() {
        return Admin.create(kafka());
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", "127.0.0.1:" + stack.address(Part.KAFKA).getPort());
    }
}
