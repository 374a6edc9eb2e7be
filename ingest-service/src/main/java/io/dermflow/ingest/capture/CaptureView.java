package io.dermflow.ingest.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dermflow.events.JobState;
import io.dermflow.events.Reason;
import io.dermflow.events.Stage;
import io.dermflow.events.StageProgress;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.capacity.Eta;
import io.dermflow.ingest.progress.StageStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What `GET /captures/{id}` answers.
///
/// @param reviewState that of its result, as last announced; the result itself is right where they
///   differ
/// @param sequence of the last event; where a stream may resume
/// @param stages in the order of the work; empty once the job's tracking was cleaned up
/// @param queuePosition only while queued; 1 is next
/// @param etaSeconds until its result, as likely sooner as later; while it is open and the stages
///   were measured
/// @param etaP90Seconds the same, by which nine in ten have theirs
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaptureView(
        TaskId captureId,
        TaskId taskId,
        TaskId jobId,
        JobState status,
        JobState state,
        String reviewState,
        int sequence,
        Instant acceptedAt,
        @Nullable Instant endedAt,
        @Nullable Reason reason,
        @Nullable Integer reportVersion,
        @Nullable String clientReference,
        List<StageView> stages,
        @Nullable Integer queuePosition,
        @Nullable Integer etaSeconds,
        @Nullable Integer etaP90Seconds,
        Links links) {

    /// One stage.
    ///
    /// @param elapsedMs milliseconds, when it is done
    /// @param stepsMs milliseconds of each step that has ended
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StageView(
            Stage stage,
            StageProgress.State state,
            @Nullable Double elapsedMs,
            Map<String, Double> stepsMs) {}

    static CaptureView of(CaptureRow row, Queue.@Nullable Place place) {
        Eta eta = place == null ? null : place.eta();
        return new CaptureView(
                row.taskId(),
                row.taskId(),
                row.taskId(),
                row.state(),
                row.state(),
                row.reviewState(),
                row.sequence(),
                row.acceptedAt(),
                row.endedAt(),
                row.reason(),
                row.reportVersion(),
                row.clientReference(),
                stages(row),
                place == null ? null : place.position(),
                eta == null ? null : (int) Math.ceil(eta.median()),
                eta == null ? null : (int) Math.ceil(eta.p90()),
                Links.of(row.taskId()));
    }

    private static List<StageView> stages(CaptureRow row) {
        List<StageView> stages = new ArrayList<>();
        new TreeMap<>(row.stages())
                .forEach((stage, standing) -> stages.add(stage(stage, standing)));
        return stages;
    }

    private static StageView stage(Stage stage, StageStanding standing) {
        return new StageView(stage, standing.state(), standing.elapsedMs(), standing.steps());
    }
}
