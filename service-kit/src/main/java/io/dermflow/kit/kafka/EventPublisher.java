package io.dermflow.kit.kafka;

import io.dermflow.events.Event;
import io.dermflow.events.EventCodec;
import io.dermflow.events.RecordCoordinates;
import io.dermflow.events.Topic;
import io.dermflow.kit.app.AppProperties;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.trace.Traceparent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/// Sends events outside transactions, durable when the future completes. Thread-safe.
public class EventPublisher {

    private static final long WAIT_SECONDS = 10;

    private final KafkaTemplate<String, byte[]> kafka;
    private final TopicWatch topics;
    private final AppProperties app;
    private final Clock clock;

    EventPublisher(
            KafkaTemplate<String, byte[]> kafka,
            TopicWatch topics,
            AppProperties app,
            Clock clock) {
        this.kafka = kafka;
        this.topics = topics;
        this.app = app;
        this.clock = clock;
    }

    /// The record that [#send] would send, with CloudEvents headers and this thread's trace, for
    /// those who send it in a transaction of their own.
    public ProducerRecord<String, byte[]> record(Event event) {
        return record(event, Traceparent.current().headerValue());
    }

    /// The same with a trace that was stored earlier.
    public ProducerRecord<String, byte[]> record(Event event, String traceparent) {
        var record =
                new ProducerRecord<>(
                        EventCodec.topic(event).topicName(), event.key(), EventCodec.encode(event));
        EventCodec.headers(event, app.eventSource(), clock.instant())
                .forEach(record.headers()::add);
        record.headers().add(Traceparent.HEADER, traceparent.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    /// Sends and does not wait. The future fails with a Kafka exception.
    public CompletableFuture<RecordCoordinates> send(Event event) {
        return send(record(event), EventCodec.topic(event));
    }

    /// Sends a record made by [#record]. The coordinates' topic id is empty when the log changed
    /// while the record was under way: then nobody can say in which log it is.
    public CompletableFuture<RecordCoordinates> send(
            ProducerRecord<String, byte[]> record, Topic topic) {
        String before = topics.idOf(topic).orElse("");
        return inItsTrace(record)
                .thenApply(sent ->
                        new RecordCoordinates(
                                topic.topicName(),
                                before.equals(topics.idOf(topic).orElse("")) ? before : "",
                                sent.getRecordMetadata().partition(),
                                sent.getRecordMetadata().offset()));
    }

    /// A record from the outbox belongs to the trace it was stored with, not to this thread's.
    private CompletableFuture<SendResult<String, byte[]>> inItsTrace(
            ProducerRecord<String, byte[]> record) {
        try (var _ = Traceparent.read(record.headers()).enter()) {
            return kafka.send(record);
        }
    }

    /// Sends and waits for the broker's ack.
    ///
    /// @throws DependencyUnavailable if the ack did not come; the record may still be there
    public RecordCoordinates sendAndAwait(Event event) {
        try {
            return send(event).get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailable("kafka", "interrupted while sending", e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new DependencyUnavailable("kafka", "no ack for " + event.eventId(), e);
        }
    }
}
