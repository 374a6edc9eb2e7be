package io.dermflow.vision.pump;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.Group;
import io.dermflow.events.Stage;
import java.util.Set;

/// What a stage does with its records. The pump takes care of everything around it: one thread of
/// its own per job, tries, waiting for dependencies, durable emission, acknowledgement.
///
/// @param <E> what the stage reads
public interface StageWork<E extends Event> {

    Stage stage();

    /// The share group whose topic the stage reads.
    Group group();

    Class<E> input();

    /// The job inside a record.
    AnalysisRequested jobOf(E event);

    /// Who must be there for the work, by the names that
    /// [io.dermflow.kit.http.DependencyUnavailable] uses.
    Set<String> dependencies();

    /// The names of the steps for which a time limit may be set.
    default Set<String> limitedSteps() {
        return Set.of();
    }

    /// Does the work and says what follows from it. Idempotent by task id: it may run several times
    /// for one job, also at once in two workers.
    ///
    /// @return the event to emit: the next stage's input or an outcome
    /// @throws io.dermflow.kit.http.DependencyUnavailable if it can't be done now; not a try. Any
    ///   other exception is one.
    Event run(E event, JobRun run);
}
