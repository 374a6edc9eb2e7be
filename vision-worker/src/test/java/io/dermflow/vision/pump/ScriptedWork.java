package io.dermflow.vision.pump;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.Group;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.Stage;
import io.dermflow.events.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Work that does what a test says.
final class ScriptedWork<E extends Event> implements StageWork<E> {

    /// What one job does on its n-th run, counted from 1.
    interface Script {
        void run(int time);
    }

    /// The one step for which a limit may be set.
    static final String SLOW = "slow";

    private final Stage stage;
    private final Group group;
    private final Class<E> input;
    private final Function<E, AnalysisRequested> job;
    private final Map<TaskId, Script> scripts = new ConcurrentHashMap<>();
    private final Map<TaskId, String> stepNames = new ConcurrentHashMap<>();
    private final Map<TaskId, Integer> runs = new ConcurrentHashMap<>();
    private final Map<TaskId, Integer> steps = new ConcurrentHashMap<>();
    private final Map<TaskId, Integer> cleared = new ConcurrentHashMap<>();

    private ScriptedWork(
            Stage stage, Group group, Class<E> input, Function<E, AnalysisRequested> job) {
        this.stage = stage;
        this.group = group;
        this.input = input;
        this.job = job;
    }

    static ScriptedWork<AnalysisRequested> vision() {
        return new ScriptedWork<>(
                Stage.VISION, Group.VISION, AnalysisRequested.class, Function.identity());
    }

    static ScriptedWork<FindingsReady> narrative() {
        return new ScriptedWork<>(
                Stage.NARRATIVE, Group.NARRATIVE, FindingsReady.class, FindingsReady::job);
    }

    @Override
    public Set<String> limitedSteps() {
        return Set.of(SLOW);
    }

    void script(AnalysisRequested job, Script script) {
        scripts.put(job.taskId(), script);
    }

    /// Each run of the job has so many steps, named by their number, with nothing to do.
    void steps(AnalysisRequested job, int count) {
        steps.put(job.taskId(), count);
    }

    /// The same inside a step of that name.
    void scriptStep(AnalysisRequested job, String step, Script script) {
        stepNames.put(job.taskId(), step);
        script(job, script);
    }

    int runs(AnalysisRequested job) {
        return runs.getOrDefault(job.taskId(), 0);
    }

    /// How often what the job had left was cleared away.
    int cleared(AnalysisRequested job) {
        return cleared.getOrDefault(job.taskId(), 0);
    }

    @Override
    public Event run(E event, JobRun run) {
        AnalysisRequested wanted = jobOf(event);
        run.whenSettled(() -> cleared.merge(wanted.taskId(), 1, Integer::sum));
        int time = runs.merge(wanted.taskId(), 1, Integer::sum);
        Script script = scripts.getOrDefault(wanted.taskId(), _ -> {});
        String step = stepNames.get(wanted.taskId());
        if (step == null) {
            script.run(time);
        } else {
            run.step(
                    step,
                    () -> {
                        script.run(time);
                        return time;
                    });
        }
        for (int number = 0; number < steps.getOrDefault(wanted.taskId(), 0); number++) {
            run.step(String.valueOf(number), () -> true);
        }
        return new Outcome.Rejected(
                Outcome.Subject.of(wanted),
                new Reason("scripted", null),
                null,
                Instant.now(),
                null);
    }

    @Override
    public Stage stage() {
        return stage;
    }

    @Override
    public Group group() {
        return group;
    }

    @Override
    public Class<E> input() {
        return input;
    }

    @Override
    public AnalysisRequested jobOf(E event) {
        return job.apply(event);
    }

    @Override
    public Set<String> dependencies() {
        return Set.of("object_store");
    }
}
