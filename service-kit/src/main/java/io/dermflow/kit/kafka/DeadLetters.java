package io.dermflow.kit.kafka;

import io.dermflow.events.DeadLetter;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskId;
import io.dermflow.events.Topic;
import io.dermflow.kit.app.AppProperties;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a record that nobody could work off where people will find it: the problem, the original
/// bytes and coordinates, on `skin_analysis_dead_letters`.
public class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final EventPublisher publisher;
    private final TopicWatch topics;
    private final AppProperties app;
    private final Clock clock;

    DeadLetters(EventPublisher publisher, TopicWatch topics, AppProperties app, Clock clock) {
        this.publisher = publisher;
        this.topics = topics;
        this.app = app;
        this.clock = clock;
    }

    /// Durable on return.
    ///
    /// @param taskId null when the record could not be read that far
    public void bury(
            ConsumerRecord<String, byte[]> record,
            Topic topic,
            @Nullable TaskId taskId,
            Reason problem) {
        int deliveries = record.deliveryCount().map(Short::intValue).orElse(1);
        publisher.sendAndAwait(
                new DeadLetter(
                        taskId,
                        problem,
                        record.topic(),
                        topics.idOf(topic).orElse(null),
                        record.partition(),
                        record.offset(),
                        record.key(),
                        record.value() == null
                                ? null
                                : Base64.getEncoder().encodeToString(record.value()),
                        headers(record),
                        deliveries,
                        app.service(),
                        clock.instant()));
        LOG.error(
                "dead letter taskId={} topic={} partition={} offset={} code={} deliveries={}",
                taskId,
                record.topic(),
                record.partition(),
                record.offset(),
                problem.code(),
                deliveries);
    }

    private static List<DeadLetter.Header> headers(ConsumerRecord<String, byte[]> record) {
        List<DeadLetter.Header> headers = new ArrayList<>();
        record.headers()
                .forEach(header ->
                        headers.add(
                                new DeadLetter.Header(
                                        header.key(),
                                        header.value() == null
                                                ? null
                                                : new String(
                                                        header.value(), StandardCharsets.UTF_8))));
        return headers;
    }
}
