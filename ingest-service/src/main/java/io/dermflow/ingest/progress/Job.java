package io.dermflow.ingest.progress;

import io.dermflow.events.JobState;
import io.dermflow.events.Reason;
import io.dermflow.events.Stage;
import io.dermflow.events.StageProgress;
import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a job stands. Changes are pure: each returns the next standing with the events that tell
/// of it, none if nothing changed. State only moves forward, an end is final, and the order in
/// which news arrive does not matter to where the job stands afterwards.
///
/// @param sequence number of the last event
/// @param stages those that have been heard of
/// @param end null while the job is open
public record Job(
        TaskId taskId,
        JobState state,
        int sequence,
        Map<Stage, StageStanding> stages,
        @Nullable TaskEnd end) {

    public Job {
        stages = Map.copyOf(stages);
    }

    /// A step and what to tell about it.
    ///
    /// @param changed whether there is anything to store; timings may change without an event
    record Change(Job job, List<JobEvent> events, boolean changed) {

        Change(Job job, List<JobEvent> events) {
            this(job, events, true);
        }

        static Change none(Job job) {
            return new Change(job, List.of(), false);
        }
    }

    public boolean hasEnded() {
        return state.ended();
    }

    /// A sign of life from a stage. After the end it still completes the timings, silently.
    Change heard(StageProgress progress) {
        var before = stages.get(progress.stage());
        var after = (before == null ? StageStanding.STARTED : before).heard(progress);
        if (after.equals(before)) {
            return Change.none(this);
        }
        Map<Stage, StageStanding> merged = new EnumMap<>(Stage.class);
        merged.putAll(stages);
        merged.put(progress.stage(), after);
        if (state.ended()) {
            return new Change(with(state, sequence, merged, end), List.of());
        }
        List<JobEvent> events = new ArrayList<>();
        if (state == JobState.QUEUED) {
            events.add(stateEvent(sequence + 1, JobState.PROCESSING, progress.at()));
        }
        events.add(progressEvent(sequence + events.size() + 1, progress));
        int last = sequence + events.size();
        return new Change(with(JobState.PROCESSING, last, merged, null), events);
    }

    /// The end, whoever says it first. The result event names the reason's code alone; the sentence
    /// that comes with the notice is kept when it comes second, and the last event told anew with
    /// it, under its number.
    Change ended(TaskEnd finish) {
        if (state.ended()) {
            return lacksTheSentenceOf(finish)
                    ? new Change(
                            with(state, sequence, stages, finish),
                            List.of(endEvent(sequence, finish)))
                    : Change.none(this);
        }
        int last = sequence + 1;
        return new Change(
                with(finish.state(), last, stages, finish), List.of(endEvent(last, finish)));
    }

    private boolean lacksTheSentenceOf(TaskEnd finish) {
        Reason known = end == null ? null : end.reason();
        Reason told = finish.reason();
        return known != null
                && told != null
                && known.code().equals(told.code())
                && known.detail() == null
                && told.detail() != null;
    }

    /// The first event of every job.
    static JobEvent accepted(Instant at) {
        return stateEvent(1, JobState.QUEUED, at);
    }

    /// The event that tells of an end, also when the stored one is gone.
    public static JobEvent endEvent(int sequence, TaskEnd end) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", end.state());
        data.put("at", end.finishedAt());
        data.put("report_version", end.reportVersion());
        if (end.reason() != null) {
            data.put("reason", end.reason());
        }
        return new JobEvent(sequence, JobEvent.Kind.END, data);
    }

    private static JobEvent stateEvent(int sequence, JobState state, Instant at) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", state);
        data.put("at", at);
        return new JobEvent(sequence, JobEvent.Kind.STATE, data);
    }

    private static JobEvent progressEvent(int sequence, StageProgress progress) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("stage", progress.stage());
        data.put("state", progress.state());
        data.put("attempt", progress.attempt());
        data.put("at", progress.at());
        if (progress.step() != null) {
            data.put("step", progress.step());
        }
        if (progress.elapsedMs() != null) {
            data.put("elapsed_ms", progress.elapsedMs());
        }
        return new JobEvent(sequence, JobEvent.Kind.PROGRESS, data);
    }

    private Job with(
            JobState state, int sequence, Map<Stage, StageStanding> stages, @Nullable TaskEnd end) {
        return new Job(taskId, state, sequence, stages, end);
    }
}
