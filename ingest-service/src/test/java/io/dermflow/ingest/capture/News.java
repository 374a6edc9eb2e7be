package io.dermflow.ingest.capture;

import io.dermflow.events.JobState;
import io.dermflow.events.Reason;
import io.dermflow.events.ResultEvent;
import io.dermflow.events.Stage;
import io.dermflow.events.StageProgress;
import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the stages and report-service say, for tests.
final class News {

    private News() {}

    static StageProgress started(TaskId task, Stage stage) {
        return progress(task, stage, StageProgress.State.STARTED, null, null, null);
    }

    static StageProgress step(TaskId task, Stage stage, String step, double ms) {
        return progress(task, stage, StageProgress.State.STEP, step, ms, null);
    }

    static StageProgress done(TaskId task, Stage stage, double ms) {
        return progress(task, stage, StageProgress.State.DONE, null, ms, null);
    }

    /// The notice of an end.
    static StageProgress ended(TaskId task, JobState state) {
        return progress(task, Stage.REPORT, StageProgress.State.DONE, null, 3.0, end(task, state));
    }

    static TaskEnd end(TaskId task, JobState state) {
        return end(task, state, "Of this.");
    }

    static TaskEnd endWithoutSentence(TaskId task, JobState state) {
        return end(task, state, null);
    }

    private static TaskEnd end(TaskId task, JobState state, @Nullable String detail) {
        Reason reason = state == JobState.SUCCEEDED ? null : new Reason("because", detail);
        return new TaskEnd(task, state, reason, 1, Instant.parse("2026-01-02T03:04:05Z"));
    }

    static ResultEvent corrected(TaskId task, int correction, String reviewState) {
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        return new ResultEvent.Corrected(
                new ResultEvent.Summary(
                        task,
                        new UserId(task.value()),
                        JobState.SUCCEEDED,
                        null,
                        1,
                        null,
                        at,
                        at,
                        "/api/v1/captures/" + task + "/results"),
                correction,
                reviewState);
    }

    private static StageProgress progress(
            TaskId task,
            Stage stage,
            StageProgress.State state,
            @Nullable String step,
            @Nullable Double ms,
            @Nullable TaskEnd end) {
        return new StageProgress(
                task,
                1,
                stage,
                state,
                step,
                ms,
                step == null ? null : Map.of(step, Objects.requireNonNull(ms)),
                null,
                end,
                Instant.parse("2026-01-02T03:04:00Z"));
    }
}
