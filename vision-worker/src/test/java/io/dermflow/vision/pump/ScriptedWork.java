package io.dermflow.vision.pump;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.Group;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.Stage;
import io.dermflow.events.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Work that does what a test says.
final class ScriptedWork implements StageWork<AnalysisRequested> {

    /// What one job does on its n-th run, counted from 1.
    interface Script {
        void run(int time);
    }

    private final Map<TaskId, Script> scripts = new ConcurrentHashMap<>();
    private final Map<TaskId, Integer> runs = new ConcurrentHashMap<>();

    void script(AnalysisRequested job, Script script) {
        scripts.put(job.taskId(), script);
    }

    int runs(AnalysisRequested job) {
        return runs.getOrDefault(job.taskId(), 0);
    }

    @Override
    public Event run(AnalysisRequested job, JobRun run) {
        int time = runs.merge(job.taskId(), 1, Integer::sum);
        scripts.getOrDefault(job.taskId(), _ -> {}).run(time);
        return new Outcome.Rejected(
                Outcome.Subject.of(job), new Reason("scripted", null), null, Instant.now());
    }

    @Override
    public Stage stage() {
        return Stage.VISION;
    }

    @Override
    public Group group() {
        return Group.VISION;
    }

    @Override
    public Class<AnalysisRequested> input() {
        return AnalysisRequested.class;
    }

    @Override
    public AnalysisRequested jobOf(AnalysisRequested event) {
        return event;
    }

    @Override
    public Set<String> dependencies() {
        return Set.of("object_store");
    }
}
