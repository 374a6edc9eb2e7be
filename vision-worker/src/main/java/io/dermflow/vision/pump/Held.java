package io.dermflow.vision.pump;

import java.time.Duration;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One record in the hands of one slot. The slot's thread alone may use it, because a share
/// consumer is not thread-safe.
///
/// Failure semantics: whatever goes wrong with the broker, the record is marked as lost and nothing
/// is thrown. Somebody may then work on it again, which is harmless: the first outcome of a task
/// wins.
final class Held {

    private static final Logger LOG = LoggerFactory.getLogger(Held.class);
    private static final Duration COMMIT = Duration.ofSeconds(6);

    private final ShareConsumer<String, byte[]> consumer;
    private final ConsumerRecord<String, byte[]> record;
    private final FetchCount fetches;
    private boolean lost;

    Held(
            ShareConsumer<String, byte[]> consumer,
            ConsumerRecord<String, byte[]> record,
            FetchCount fetches) {
        this.consumer = consumer;
        this.record = record;
        this.fetches = fetches;
    }

    /// The work has begun: the client should be silent until the record is settled.
    void underWay() {
        fetches.expectSilence();
    }

    ConsumerRecord<String, byte[]> record() {
        return record;
    }

    /// How often the broker has handed the record out, this time included. It counts the deaths of
    /// workers, and not those of brokers (measured).
    int deliveries() {
        return record.deliveryCount().map(Short::intValue).orElse(1);
    }

    /// Whether somebody died or failed on it before.
    boolean suspect() {
        return deliveries() > 1;
    }

    /// Whether the broker no longer leaves it to us.
    boolean lost() {
        return lost;
    }

    /// Starts the record's lock anew. By `commitSync` and never on the back of a poll: that would
    /// make the client fetch further records, whose locks then run out in its buffer (measured on
    /// 4.3.1 and 4.4.0). The empty poll afterwards fetches nothing: it takes the renewed record
    /// back into the state in which it can be acknowledged again (ShareConsumerImpl.collect).
    void renew() {
        settle(AcknowledgeType.RENEW);
        if (!lost) {
            takeBack();
        }
    }

    /// Done: the record never comes again.
    void accept() {
        settle(AcknowledgeType.ACCEPT);
    }

    /// Given up: the record never comes again.
    void reject() {
        settle(AcknowledgeType.REJECT);
    }

    /// Comes again at once, with a delivery count one higher.
    void release() {
        settle(AcknowledgeType.RELEASE);
    }

    private void settle(AcknowledgeType type) {
        if (lost) {
            return;
        }
        try {
            consumer.acknowledge(record, type);
            fetches.expectAnswer();
            committed(type);
        } catch (KafkaException | IllegalStateException e) {
            lost(type, e.toString());
        }
    }

    /// Only the partition with an empty Optional is success; an empty map comes without an
    /// exception and means that nothing was acknowledged (measured after broker restarts).
    private void committed(AcknowledgeType type) {
        for (var answer : consumer.commitSync(COMMIT).entrySet()) {
            if (answer.getKey().topic().equals(record.topic())
                    && answer.getKey().partition() == record.partition()) {
                answer.getValue().ifPresent(e -> lost(type, e.toString()));
                return;
            }
        }
        lost(type, "no answer for the partition");
    }

    private void takeBack() {
        try {
            for (var again : consumer.poll(Duration.ZERO)) {
                if (again.offset() == record.offset()) {
                    return;
                }
            }
            lost(AcknowledgeType.RENEW, "not handed back");
        } catch (KafkaException | IllegalStateException e) {
            lost(AcknowledgeType.RENEW, e.toString());
        }
    }

    private void lost(AcknowledgeType type, String why) {
        lost = true;
        LOG.warn(
                "record lost, it may run again taskId={} offset={} acknowledgement={} error={}",
                record.key(),
                record.offset(),
                type,
                why);
    }
}
