package io.dermflow.report.outcome;

import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.RecordCoordinates;
import io.dermflow.report.announcement.Announcements;
import io.dermflow.report.result.End;
import io.dermflow.report.result.LedgerLine;
import io.dermflow.report.result.Marks;
import io.dermflow.report.result.ResultLedger;
import io.dermflow.report.result.Tombstones;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Decides how tasks end: the first terminal outcome wins. A batch is one database transaction,
/// committed on return; only then may Kafka hear of it. Idempotent: the same records give the same
/// announcements again until their Kafka transaction has committed.
///
/// Why it can't announce twice: a row's coordinates always name the one record whose transaction
/// announces it (docs/RATIONALE.md, "Exactly one end").
@Component
class DecideEnds {

    private static final Logger LOG = LoggerFactory.getLogger(DecideEnds.class);
    private static final int FIRST_REPORT = 1;

    private final ResultLedger ledger;
    private final Tombstones tombstones;
    private final Announcements announcements;
    private final AdmitOutcome admission;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DecideEnds(
            ResultLedger ledger,
            Tombstones tombstones,
            Announcements announcements,
            AdmitOutcome admission,
            TransactionTemplate transaction,
            Clock clock) {
        this.ledger = ledger;
        this.tombstones = tombstones;
        this.announcements = announcements;
        this.admission = admission;
        this.transaction = transaction;
        this.clock = clock;
    }

    List<Decision> decide(List<Delivery> batch) {
        try {
            return inOneTransaction(batch);
        } catch (DataIntegrityViolationException e) {
            LOG.warn("one outcome can't be stored, taking them singly error={}", e.getMessage());
            return singly(batch);
        }
    }

    /// One outcome that the database refuses (a NUL character in a text, for instance) must not
    /// hold up its neighbours for ever; its task ends as failed.
    private List<Decision> singly(List<Delivery> batch) {
        List<Decision> decisions = new ArrayList<>();
        for (Delivery delivery : batch) {
            try {
                decisions.addAll(inOneTransaction(List.of(delivery)));
            } catch (DataIntegrityViolationException e) {
                decisions.addAll(inOneTransaction(List.of(unstorable(delivery))));
            }
        }
        return decisions;
    }

    private List<Decision> inOneTransaction(List<Delivery> batch) {
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    tombstones.keepErasuresOut();
                    Marks marks =
                            tombstones.of(
                                    batch.stream()
                                            .map(delivery -> delivery.outcome().subject().userId())
                                            .toList());
                    return batch.stream().map(delivery -> decide(delivery, marks)).toList();
                }));
    }

    private Decision decide(Delivery delivery, Marks marks) {
        Outcome outcome = delivery.outcome();
        if (outcome.subject().reportVersion() > FIRST_REPORT) {
            return upgrade(delivery, marks);
        }
        var admitted = admission.admit(outcome, marks);
        if (ledger.enter(admitted.end(), admitted.content(), delivery.at(), admitted.doomed())) {
            return new Decision.Entered(delivery, admitted.end());
        }
        return ledger.lock(outcome.subject().taskId())
                .map(line -> settle(delivery, line))
                .orElseGet(() -> new Decision.Dropped(delivery));
    }

    private Decision settle(Delivery delivery, LedgerLine line) {
        RecordCoordinates announcedBy = line.announcedBy();
        if (announcedBy.equals(delivery.at())) {
            return new Decision.Repeated(delivery, line.end());
        }
        if (announcedBy.topicId().equals(delivery.at().topicId())) {
            return new Decision.Dropped(delivery);
        }
        ledger.adopt(line.end().subject().taskId(), delivery.at());
        if (line.end().subject().reportVersion() > FIRST_REPORT) {
            announcements.add(line.end().upgradeEvent(), delivery.traceparent());
        }
        return new Decision.Adopted(delivery, line.end());
    }

    /// A later report that no model wrote is no better than the first.
    private Decision upgrade(Delivery delivery, Marks marks) {
        if (delivery.outcome() instanceof Outcome.Completed better
                && better.report().generator().kind().equals("llm")
                && admission.allows(better, marks)) {
            var subject = better.subject();
            var upgraded =
                    ledger.upgrade(subject.taskId(), subject.reportVersion(), better.report());
            if (upgraded.isPresent()) {
                announcements.add(upgraded.get().upgradeEvent(), delivery.traceparent());
                return new Decision.Upgraded(delivery, upgraded.get());
            }
        }
        return new Decision.Dropped(delivery);
    }

    private Delivery unstorable(Delivery delivery) {
        Outcome outcome = delivery.outcome();
        LOG.error("outcome can't be stored taskId={}", outcome.subject().taskId());
        return new Delivery(
                new Outcome.Failed(
                        End.proposedBy(outcome, clock.instant()).bareSubject(),
                        new Reason("result_unstorable", "The result could not be stored."),
                        clock.instant()),
                delivery.at(),
                delivery.traceparent());
    }
}
