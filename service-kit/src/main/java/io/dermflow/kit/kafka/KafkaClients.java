package io.dermflow.kit.kafka;

import io.dermflow.events.Group;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Makes every Kafka client of the suite, with the settings that were tried against killed, paused
/// and wiped brokers (docs/RATIONALE.md, "Kafka"). Whoever asks for a client owns and closes it.
public class KafkaClients {

    /// How long a leaving consumer may take: it must not hold up a rebuild.
    private static final Duration CLOSE = Duration.ofMillis(500);

    /// A slot polls only when it is its turn, which on a quiet day is hours away; the default of
    /// five minutes would throw it out of the group.
    private static final Duration BETWEEN_TURNS = Duration.ofDays(1);

    /// How long the broker keeps a question about a topic of one partition while there is nothing.
    /// It answers at once when a record comes. A topic of several keeps the default of 500 ms: the
    /// client asks a broker one question at a time, so a partition that was not in it (just
    /// assigned, or just read to its end) would wait this long for the others.
    private static final Duration FETCH_WAIT = Duration.ofSeconds(2);

    /// How far the broker reads ahead for a slot, in all partitions together; a larger record comes
    /// all the same. Of a read it hands out one record, but walks over every batch: with the
    /// default of 50 MB and 10,000 waiting jobs that was a third of its processor time (measured,
    /// docs/RATIONALE.md).
    private static final int SHARE_FETCH_BYTES = 256 * 1024;

    private final BrokerProperties properties;

    public KafkaClients(BrokerProperties properties) {
        this.properties = properties;
    }

    /// Settings of an idempotent producer: durable (`acks=all`), at once (`linger.ms=0`), and quick
    /// to say that the broker is away, because rows are locked meanwhile.
    public Map<String, Object> producerSettings() {
        Map<String, Object> settings = common();
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(properties.maxBlock()));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(properties.delivery()));
        return settings;
    }

    /// A transactional producer.
    ///
    /// @param transactionalId stable per replica: its next life settles what this one left open
    public Producer<String, byte[]> transactionalProducer(String transactionalId) {
        Map<String, Object> settings = producerSettings();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(properties.transaction()));
        return new KafkaProducer<>(settings);
    }

    /// A member of an ordinary group. `classic` and static: the new protocol's members die silently
    /// after a wipe, and a restarted static member takes over in 32 ms (measured).
    public Consumer<String, byte[]> classicConsumer(
            Group group, String instance, boolean readCommitted) {
        Map<String, Object> settings = reader(readCommitted);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group.groupId());
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, group.groupId() + "-" + instance);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        if (group.topic().partitions() == 1) {
            settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, millis(FETCH_WAIT));
        }
        return new KafkaConsumer<>(settings);
    }

    /// A reader without a group, for views that read a topic from its beginning.
    public Consumer<String, byte[]> viewReader() {
        return new KafkaConsumer<>(reader(true));
    }

    /// One slot's share consumer: one record at a time, acknowledged explicitly.
    public KafkaShareConsumer<String, byte[]> shareConsumer(Group group) {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group.groupId());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(BETWEEN_TURNS));
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, SHARE_FETCH_BYTES);
        settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 8_000);
        return new KafkaShareConsumer<>(settings);
    }

    /// An admin client that gives up within seconds.
    public Admin admin() {
        Map<String, Object> settings = common();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 4_000);
        return Admin.create(settings);
    }

    /// Closes a group member for a rebuild: it leaves the group, because a static member that comes
    /// back after a wipe would be handed its old, empty assignment (measured).
    public static void leave(Consumer<?, ?> consumer) {
        consumer.close(
                CloseOptions.timeout(CLOSE)
                        .withGroupMembershipOperation(
                                CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    private Map<String, Object> reader(boolean readCommitted) {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                readCommitted ? "read_committed" : "read_uncommitted");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 50);
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 5_000);
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.putAll(properties.security().settings());
        return settings;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
