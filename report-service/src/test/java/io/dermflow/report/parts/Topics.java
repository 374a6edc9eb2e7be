package io.dermflow.report.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.Consent;
import io.dermflow.events.ConsentChanged;
import io.dermflow.events.DataErased;
import io.dermflow.events.Event;
import io.dermflow.events.EventCodec;
import io.dermflow.events.Outcome;
import io.dermflow.events.RecordCoordinates;
import io.dermflow.events.ResultEvent;
import io.dermflow.events.TaskId;
import io.dermflow.events.Topic;
import io.dermflow.kit.kafka.ConsentView;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.kafka.TopicWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.kafka.core.KafkaTemplate;

/// What a test sees and does on the topics.
@TestComponent
public class Topics implements DisposableBean {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration POLL = Duration.ofMillis(100);

    /// What was read so far, because a new reader costs half a second.
    private final Map<Topic, Tape> tapes = new EnumMap<>(Topic.class);

    private final KafkaClients clients;
    private final TopicWatch watch;
    private final EventPublisher publisher;
    private final KafkaTemplate<String, byte[]> kafka;
    private final ConsentView consents;

    Topics(
            KafkaClients clients,
            TopicWatch watch,
            EventPublisher publisher,
            KafkaTemplate<String, byte[]> kafka,
            ConsentView consents) {
        this.clients = clients;
        this.watch = watch;
        this.publisher = publisher;
        this.kafka = kafka;
        this.consents = consents;
    }

    /// Publishes and waits for the ack, once the topics are there.
    public RecordCoordinates publish(Event event) {
        awaitThat(watch::complete);
        return publisher.sendAndAwait(event);
    }

    /// Publishes bytes that may be anything.
    public void publish(Topic topic, String key, byte[] value) throws Exception {
        awaitThat(watch::complete);
        kafka.send(new ProducerRecord<>(topic.topicName(), key, value)).get(10, TimeUnit.SECONDS);
    }

    /// Withdraws the consent of the subject's person; returns when the service knows.
    public void withdraw(Outcome.Subject subject) {
        publish(
                new ConsentChanged(
                        subject.userId(),
                        new Consent(2, false, false, false, false),
                        Instant.now()));
        awaitStanding(subject, ConsentView.Standing.WITHDRAWN);
    }

    /// Erases the subject's task; returns when the service knows.
    public void erase(Outcome.Subject subject) {
        publish(new DataErased(subject.userId(), subject.taskId(), Instant.now()));
        awaitStanding(subject, ConsentView.Standing.ERASED);
    }

    private void awaitStanding(Outcome.Subject subject, ConsentView.Standing wanted) {
        awaitThat(() ->
                consents.standing(subject.userId(), subject.taskId(), subject.consent()) == wanted);
    }

    /// Everything on a topic that a `read_committed` reader sees now.
    public synchronized List<ConsumerRecord<String, byte[]>> committed(Topic topic) {
        return tapes.computeIfAbsent(topic, _ -> new Tape(clients.viewReader(), topic)).play();
    }

    /// The result events of a task, oldest first.
    public List<ResultEvent> resultsOf(TaskId task) {
        return committed(Topic.RESULTS).stream()
                .filter(record -> task.toString().equals(record.key()))
                .map(record -> EventCodec.decode(record.value(), ResultEvent.class))
                .toList();
    }

    /// Waits for the first result event and then makes sure that nothing more comes: one task more
    /// per partition, sent through afterwards, has its event.
    public List<ResultEvent> settledResultsOf(TaskId task) {
        awaitThat(() -> !resultsOf(task).isEmpty());
        Map<Integer, TaskId> markers = new HashMap<>();
        while (markers.size() < Topic.OUTCOMES.partitions()) {
            var marker = Outcomes.failed();
            markers.put(publish(marker).partition(), marker.subject().taskId());
        }
        markers.values().forEach(marker -> awaitThat(() -> !resultsOf(marker).isEmpty()));
        return resultsOf(task);
    }

    /// Waits until the log has another id than it had.
    public void awaitNewLog(Topic topic, String oldId) {
        awaitThat(() -> watch.idOf(topic).filter(id -> !id.equals(oldId)).isPresent());
        rewind();
    }

    private synchronized void rewind() {
        tapes.values().forEach(Tape::close);
        tapes.clear();
    }

    @Override
    public void destroy() {
        rewind();
    }

    public String idOf(Topic topic) {
        awaitThat(watch::complete);
        return watch.idOf(topic).orElseThrow();
    }

    /// Waits for a condition, at most 20 s.
    public static void awaitThat(BooleanSupplier condition) {
        Instant limit = Instant.now().plus(LIMIT);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("the time by which it should be so").isBefore(limit);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private record Tape(
            Consumer<String, byte[]> reader,
            List<TopicPartition> partitions,
            List<ConsumerRecord<String, byte[]>> read) {

        Tape(Consumer<String, byte[]> reader, Topic topic) {
            this(
                    reader,
                    reader.partitionsFor(topic.topicName()).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList(),
                    new ArrayList<>());
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
        }

        List<ConsumerRecord<String, byte[]>> play() {
            var ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(POLL).forEach(read::add);
            }
            return List.copyOf(read);
        }

        void close() {
            reader.close();
        }
    }
}
