package io.dermflow.report.outcome;

import io.dermflow.events.Stage;
import io.dermflow.events.StageProgress;
import io.dermflow.events.Topic;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.report.result.End;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Makes the two messages about an end: the plain notice, which spares the waiting client the Kafka
/// transaction and may get lost, and the event of record.
@Component
class AnnounceEnds {

    private static final Logger LOG = LoggerFactory.getLogger(AnnounceEnds.class);

    private final EventPublisher publisher;
    private final Clock clock;

    AnnounceEnds(EventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /// Sends the notices and does not wait for them.
    void giveNotice(List<Decision> decisions) {
        decisions.forEach(
                decision -> decision.announced().ifPresent(end -> giveNotice(decision, end)));
    }

    /// The result events that belong into the batch's Kafka transaction.
    List<ProducerRecord<String, byte[]>> events(List<Decision> decisions) {
        return decisions.stream().flatMap(decision -> event(decision).stream()).toList();
    }

    private Optional<ProducerRecord<String, byte[]>> event(Decision decision) {
        return decision.announced()
                .map(end ->
                        publisher.record(end.terminalEvent(), decision.delivery().traceparent()));
    }

    private void giveNotice(Decision decision, End end) {
        Delivery delivery = decision.delivery();
        var notice =
                StageProgress.whole(
                        end.subject().taskId(),
                        delivery.outcome().subject().attempt(),
                        Stage.REPORT,
                        StageProgress.State.DONE,
                        end.taskEnd(),
                        clock.instant());
        publisher
                .send(publisher.record(notice, delivery.traceparent()), Topic.PROGRESS)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOG.debug("notice lost taskId={}", end.subject().taskId());
                    }
                });
    }
}
