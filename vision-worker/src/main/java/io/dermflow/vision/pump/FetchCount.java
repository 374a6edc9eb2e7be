package io.dermflow.vision.pump;

import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/// Notices when a share consumer fetches although nobody polls.
///
/// A client that has handed a record out should be silent. But when the answer with that record
/// crosses the request for more that an empty inner round of `poll()` sends, the request outlives
/// it: the client goes on fetching by itself, and what it gets sits in its buffer, locked, until
/// the slot polls again (ShareConsumerImpl.collect, ShareConsumeRequestManager.fetch, Kafka 4.2.1).
/// With the slots taking turns that is not soon: 60 s, the record's lock, measured. The client's
/// own count of answers (`fetch-total`, an acknowledgement counts as one) betrays it.
///
/// Used by the slot's thread alone.
final class FetchCount {

    private final @Nullable Metric answers;
    private double expected = Double.MAX_VALUE;

    FetchCount(ShareConsumer<?, ?> consumer) {
        this.answers =
                consumer.metrics().entrySet().stream()
                        .filter(metric -> metric.getKey().name().equals("fetch-total"))
                        .map(metric -> (Metric) metric.getValue())
                        .findFirst()
                        .orElse(null);
    }

    /// From here on the client should be silent. Not at once after the poll, because the client
    /// counts an answer a moment after it has handed its record out.
    void expectSilence() {
        expected = total();
    }

    /// One answer is due: that to an acknowledgement.
    void expectAnswer() {
        expected++;
    }

    /// A poll is under way or has been: any answer is right.
    void expectAnything() {
        expected = Double.MAX_VALUE;
    }

    /// Whether the client got more answers than were due.
    boolean exceeded() {
        return total() > expected;
    }

    boolean any() {
        return total() > 0;
    }

    private double total() {
        return answers != null && answers.metricValue() instanceof Number number
                ? number.doubleValue()
                : 0;
    }
}
