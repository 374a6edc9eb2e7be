package io.dermflow.report.outcome;

import io.dermflow.events.Group;
import io.dermflow.events.Topic;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.trace.Traceparent;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Kafka clients of the outcome loop from one birth to the first trouble. Owned and used by one
/// thread. Nothing here recovers: the loop closes it and makes the next.
///
/// @see OutcomeLoop
final class OutcomeLife implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeLife.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_PRODUCER = Duration.ofMillis(200);
    private static final long ADMIN_SECONDS = 4;

    private final Admin admin;
    private final Producer<String, byte[]> producer;
    private final Consumer<String, byte[]> consumer;

    /// Written in the rebalance callback, that is, inside this thread's own poll.
    private String topicId = "";

    private OutcomeLife(
            Admin admin, Producer<String, byte[]> producer, Consumer<String, byte[]> consumer) {
        this.admin = admin;
        this.producer = producer;
        this.consumer = consumer;
    }

    /// Settles what the replica's former life left open, then joins the group.
    ///
    /// @param replica stable name: transactional id and group instance
    static OutcomeLife begin(KafkaClients clients, String replica) {
        var life =
                new OutcomeLife(
                        clients.admin(),
                        clients.transactionalProducer("report-" + replica),
                        clients.classicConsumer(Group.REPORT, replica, true));
        try {
            life.producer.initTransactions();
            life.join();
            return life;
        } catch (RuntimeException e) {
            life.close();
            throw e;
        }
    }

    private void join() {
        consumer.subscribe(
                List.of(Topic.OUTCOMES.topicName()),
                new ConsumerRebalanceListener() {
                    @Override
                    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                        topicId = askTopicId();
                        LOG.info("assigned partitions={} topicId={}", partitions, topicId);
                    }

                    @Override
                    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                        LOG.info("revoked partitions={}", partitions);
                    }
                });
    }

    /// The next outcomes, at most 200, possibly none.
    ConsumerRecords<String, byte[]> poll() {
        return consumer.poll(POLL);
    }

    /// The log that polled records are from.
    String topicId() {
        return topicId;
    }

    boolean unassigned() {
        return consumer.assignment().isEmpty();
    }

    /// Whether the group has more members than partitions, so that one of them rightly has none.
    boolean spare() {
        String group = Group.REPORT.groupId();
        var description = admin.describeConsumerGroups(List.of(group)).describedGroups().get(group);
        return await(Objects.requireNonNull(description)).members().size()
                > Topic.OUTCOMES.partitions();
    }

    void beginTransaction() {
        producer.beginTransaction();
    }

    void send(List<ProducerRecord<String, byte[]>> events) {
        for (var event : events) {
            try (var _ = Traceparent.read(event.headers()).enter()) {
                producer.send(event);
            }
        }
    }

    /// Every polled record, announced or dropped, counts as read when the transaction commits. The
    /// group's metadata fences a member that has been replaced.
    void sendOffsets(ConsumerRecords<String, byte[]> records) {
        ConsumerGroupMetadata member = consumer.groupMetadata();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            long last = records.records(partition).getLast().offset();
            next.put(partition, new OffsetAndMetadata(last + 1));
        }
        producer.sendOffsetsToTransaction(next, member);
    }

    void commit() {
        producer.commitTransaction();
    }

    private String askTopicId() {
        String name = Topic.OUTCOMES.topicName();
        var description = admin.describeTopics(List.of(name)).topicNameValues().get(name);
        return await(Objects.requireNonNull(description)).topicId().toString();
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(ADMIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking the broker", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker does not answer", e);
        }
    }

    /// Never aborts: whether the last transaction committed is unknown here, and the next life's
    /// first step settles it.
    @Override
    public void close() {
        try {
            producer.close(CLOSE_PRODUCER);
        } finally {
            try {
                KafkaClients.leave(consumer);
            } finally {
                admin.close(CLOSE_PRODUCER);
            }
        }
    }
}
