package io.dermflow.report.adjustment;

import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.report.result.Metrics;
import io.dermflow.report.result.StoredResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The measures after a correction or a decision.
///
/// @param adjustmentId the correction in question
/// @param approved false also while nobody has decided
/// @param approverId absent while nobody has decided, as the time
/// @param groundTruth whether training may use it
/// @param reviewState of the result, by all its corrections
/// @param metrics what is shown from now on
/// @param originalMetrics what was measured
/// @param editedMetrics names of those that are shown otherwise
/// @param overallConfidence lowered while corrections wait for approval, by the rule of
///   [Metrics#confidence]
/// @param automatedConfidence what the measuring said of itself
record MetricsView(
        TaskId captureId,
        UUID adjustmentId,
        boolean approved,
        @Nullable UserId approverId,
        @Nullable Instant approvedAt,
        boolean groundTruth,
        UUID latestAdjustmentId,
        String reviewState,
        Map<String, Double> metrics,
        Map<String, Double> originalMetrics,
        List<String> editedMetrics,
        @Nullable Double overallConfidence,
        @Nullable Double automatedConfidence) {

    static MetricsView of(StoredResult result, History history, Adjustment about) {
        Metrics measured = Metrics.of(result);
        Metrics shown = measured.with(history.edits(measured.original()));
        Adjustment.Decision decision = about.decision();
        return new MetricsView(
                result.taskId(),
                about.id(),
                about.isApproved(),
                decision == null ? null : decision.approverId(),
                decision == null ? null : decision.at(),
                about.groundTruth(),
                history.adjustments().getLast().id(),
                history.reviewState(),
                shown.current(),
                shown.original(),
                List.copyOf(shown.edits().byMeasure().keySet()),
                shown.confidence(),
                shown.automatedConfidence());
    }
}
