package io.dermflow.report.adjustment;

import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.report.label.Label;
import io.dermflow.report.result.Metrics;
import io.dermflow.report.result.StoredResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was measured, what was said instead, by whom and when, and who agreed.
///
/// @param originalMetrics what was measured
/// @param metrics what is shown
/// @param overallConfidence by the rule of [Metrics#confidence]
/// @param adjustments all there ever were, oldest first
/// @param labels ground truth that labelers measured, oldest first
record HistoryView(
        TaskId captureId,
        String reviewState,
        @Nullable UUID latestAdjustmentId,
        Map<String, Double> originalMetrics,
        Map<String, Double> metrics,
        @Nullable Double overallConfidence,
        @Nullable Double automatedConfidence,
        List<Entry> adjustments,
        List<Label> labels) {

    HistoryView {
        adjustments = List.copyOf(adjustments);
        labels = List.copyOf(labels);
    }

    /// One correction.
    ///
    /// @param userId who made it
    /// @param decision `open`, `approved` or `refused`
    /// @param approved the same as a truth, as seed 003 has it
    record Entry(
            UUID adjustmentId,
            UserId userId,
            String source,
            String notes,
            Map<String, Double> originalMetrics,
            Map<String, Double> adjustedMetrics,
            Instant createdAt,
            String decision,
            boolean approved,
            @Nullable UserId approverId,
            @Nullable Instant approvedAt,
            boolean groundTruth) {

        static Entry of(Adjustment one) {
            Adjustment.Decision made = one.decision();
            return new Entry(
                    one.id(),
                    one.userId(),
                    one.source(),
                    one.notes(),
                    one.original(),
                    one.adjusted(),
                    one.createdAt(),
                    made == null ? "open" : made.approved() ? "approved" : "refused",
                    one.isApproved(),
                    made == null ? null : made.approverId(),
                    made == null ? null : made.at(),
                    one.groundTruth());
        }
    }

    static HistoryView of(StoredResult result, History history, List<Label> labels) {
        Metrics measured = Metrics.of(result);
        Metrics shown = measured.with(history.edits(measured.original()));
        return new HistoryView(
                result.taskId(),
                history.adjustments().isEmpty() ? result.reviewState() : history.reviewState(),
                history.latest().map(Adjustment::id).orElse(null),
                shown.original(),
                shown.current(),
                shown.confidence(),
                shown.automatedConfidence(),
                history.adjustments().stream().map(Entry::of).toList(),
                labels);
    }
}
