package io.dermflow.vision.consent;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Consent;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.kit.kafka.ConsentView.Standing;
import java.time.Clock;
import java.util.Optional;

/// Asked before each stage touches a person's data: a consent withdrawn or data erased since the
/// job was accepted ends it.
public final class ConsentCheck {

    private final Standings standings;
    private final Clock clock;

    public ConsentCheck(Standings standings, Clock clock) {
        this.standings = standings;
        this.clock = clock;
    }

    /// What users have said: [ConsentView#standing].
    @FunctionalInterface
    public interface Standings {
        Standing of(UserId user, TaskId task, Consent acceptedUnder);
    }

    /// The end of a job that may not go on; empty when it may.
    ///
    /// @throws io.dermflow.kit.http.DependencyUnavailable until the consents have been read once
    public Optional<Outcome.Canceled> canceled(AnalysisRequested job) {
        return switch (standings.of(job.userId(), job.taskId(), job.consent())) {
            case ALLOWED -> Optional.empty();
            case WITHDRAWN ->
                    Optional.of(end(job, "consent_withdrawn", "The consent was withdrawn."));
            case ERASED -> Optional.of(end(job, "erased", "The data was erased."));
        };
    }

    private Outcome.Canceled end(AnalysisRequested job, String code, String detail) {
        return new Outcome.Canceled(
                Outcome.Subject.of(job), new Reason(code, detail), clock.instant());
    }
}
