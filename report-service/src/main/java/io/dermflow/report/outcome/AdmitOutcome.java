package io.dermflow.report.outcome;

import io.dermflow.events.Outcome;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.kit.kafka.ConsentView;
import io.dermflow.report.result.Content;
import io.dermflow.report.result.End;
import io.dermflow.report.result.Marks;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// Decides what of an outcome may be kept. The last look at consent and erasure before anything is
/// stored or published.
///
/// Of an erased task a tombstone is kept instead of nothing, and `canceled(erased)` is announced:
/// whoever waits for the task hears of its end, and a second copy of the outcome is still known as
/// a copy. It holds ids, times and the reason, for 48 h.
@Component
class AdmitOutcome {

    private final ConsentView consents;
    private final Clock clock;

    AdmitOutcome(ConsentView consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    /// What may be written for an outcome.
    ///
    /// @param doomed artifacts that must leave the store
    record Admitted(End end, Content content, List<Artifact> doomed) {}

    Admitted admit(Outcome outcome, Marks marks) {
        End end = End.proposedBy(outcome, clock.instant());
        Content content = Content.of(outcome);
        return switch (standing(outcome.subject(), marks)) {
            case ERASED -> new Admitted(end.erased(), Content.NONE, content.artifacts());
            case WITHDRAWN ->
                    content.isEmpty()
                            ? new Admitted(end, content, List.of())
                            : new Admitted(withdrawn(end), Content.NONE, content.artifacts());
            case ALLOWED -> new Admitted(end, content, List.of());
        };
    }

    /// Whether an outcome's content may be kept at all.
    boolean allows(Outcome outcome, Marks marks) {
        return standing(outcome.subject(), marks) == ConsentView.Standing.ALLOWED;
    }

    private ConsentView.Standing standing(Outcome.Subject subject, Marks marks) {
        return marks.cover(subject.userId(), subject.taskId())
                ? ConsentView.Standing.ERASED
                : consents.standing(subject.userId(), subject.taskId(), subject.consent());
    }

    private static End withdrawn(End end) {
        return end.canceled(
                "consent_withdrawn",
                "Consent to analysis was withdrawn before the result was ready.");
    }
}
