package io.dermflow.report.outcome;

import io.dermflow.events.EventCodec;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.RecordCoordinates;
import io.dermflow.events.Topic;
import io.dermflow.events.UndecodableEvent;
import io.dermflow.kit.kafka.DeadLetters;
import io.dermflow.kit.kafka.EventListener;
import io.dermflow.kit.trace.TraceSpan;
import io.dermflow.kit.trace.Traceparent;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.stereotype.Component;

/// Turns records into outcomes. What is none goes to the dead letters, durably, and is passed.
@Component
class ReadOutcomes {

    private final DeadLetters deadLetters;
    private final OutcomeMetrics metrics;

    ReadOutcomes(DeadLetters deadLetters, OutcomeMetrics metrics) {
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /// @param topicId the log that the records are from
    List<Delivery> read(ConsumerRecords<String, byte[]> records, String topicId) {
        List<Delivery> deliveries = new ArrayList<>(records.count());
        for (var record : records) {
            try {
                deliveries.add(delivery(record, topicId));
            } catch (UndecodableEvent e) {
                deadLetters.bury(
                        record, Topic.OUTCOMES, null, new Reason("undecodable", e.getMessage()));
                metrics.buried();
            }
        }
        return deliveries;
    }

    /// The outcome's own place in its trace: what is stored, noticed and announced hangs below it.
    private static Traceparent trace(ConsumerRecord<String, byte[]> record) {
        try (var span =
                TraceSpan.consuming("stage report", EventListener.trace(record))
                        .with("messaging.system", "kafka")
                        .with("messaging.destination.name", record.topic())
                        .with("dermflow.stage", "report")
                        .with("dermflow.task_id", String.valueOf(record.key()))) {
            return span.trace();
        }
    }

    private static Delivery delivery(ConsumerRecord<String, byte[]> record, String topicId) {
        return new Delivery(
                EventCodec.decode(record.value(), Outcome.class),
                new RecordCoordinates(record.topic(), topicId, record.partition(), record.offset()),
                trace(record).headerValue());
    }
}
