package io.dermflow.vision.pump;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.Group;
import io.dermflow.events.Stage;
import java.util.Set;

/// A narrative stage that must not be asked.
final class UnreachableWork implements StageWork<FindingsReady> {

    @Override
    public Event run(FindingsReady event, JobRun run) {
        throw new AssertionError("the record has killed every worker before");
    }

    @Override
    public Stage stage() {
        return Stage.NARRATIVE;
    }

    @Override
    public Group group() {
        return Group.NARRATIVE;
    }

    @Override
    public Class<FindingsReady> input() {
        return FindingsReady.class;
    }

    @Override
    public AnalysisRequested jobOf(FindingsReady event) {
        return event.job();
    }

    @Override
    public Set<String> dependencies() {
        return Set.of();
    }
}
