package io.dermflow.report.outcome;

import io.dermflow.events.Outcome;
import io.dermflow.events.RecordCoordinates;
import io.dermflow.events.Topic;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.report.result.LostEnds;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// After the log of the outcomes was lost: puts recent ends back into it, so that the one loop
/// announces them too. No second way to publish exists, because a mark in the database and a Kafka
/// commit are not atomic, and two ways would double.
///
/// Repeatable, and harmless on several replicas at once: the loop adopts the first copy and drops
/// the others. A copy counts once the broker has acknowledged it into the log in question.
@Component
class PutBackLostEnds {

    private static final Logger LOG = LoggerFactory.getLogger(PutBackLostEnds.class);
    private static final long ACK_SECONDS = 6;

    private final LostEnds lostEnds;
    private final TopicWatch topics;
    private final EventPublisher publisher;
    private final OutcomeProperties properties;
    private final OutcomeMetrics metrics;
    private final Clock clock;

    PutBackLostEnds(
            LostEnds lostEnds,
            TopicWatch topics,
            EventPublisher publisher,
            OutcomeProperties properties,
            OutcomeMetrics metrics,
            Clock clock) {
        this.lostEnds = lostEnds;
        this.topics = topics;
        this.publisher = publisher;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// One round.
    void putBack() {
        topics.idOf(Topic.OUTCOMES).ifPresent(this::putBackInto);
    }

    private void putBackInto(String topicId) {
        var since = clock.instant().minus(properties.putBackAge());
        var missing = lostEnds.missingFrom(topicId, since, properties.putBackBatch());
        if (missing.isEmpty()) {
            return;
        }
        Map<Outcome, CompletableFuture<RecordCoordinates>> copies = new LinkedHashMap<>();
        missing.forEach(end -> copies.put(end, publisher.send(end)));
        copies.forEach((end, ack) -> {
            if (await(ack).topicId().equals(topicId)) {
                lostEnds.wasPutBack(end.subject().taskId(), topicId);
            }
        });
        metrics.putBack(missing.size());
        LOG.warn("log was lost, ends put back topicId={} ends={}", topicId, missing.size());
    }

    private static RecordCoordinates await(CompletableFuture<RecordCoordinates> ack) {
        try {
            return ack.get(ACK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailable("kafka", "interrupted while putting ends back", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new DependencyUnavailable("kafka", "no ack for an end put back", e);
        }
    }
}
