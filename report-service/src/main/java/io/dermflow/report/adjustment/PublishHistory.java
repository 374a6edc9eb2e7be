package io.dermflow.report.adjustment;

import io.dermflow.events.UserId;
import io.dermflow.kit.trace.Traceparent;
import io.dermflow.report.announcement.Announcements;
import io.dermflow.report.audit.AuditLog;
import io.dermflow.report.result.Corrections;
import io.dermflow.report.result.Metrics;
import io.dermflow.report.result.StoredResult;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Makes a changed history seen: in the result's row, on the result topic (by the outbox) and in
/// the audit. Belongs inside the transaction that changed it.
@Component
class PublishHistory {

    private final Corrections corrections;
    private final Announcements announcements;
    private final AuditLog audit;

    PublishHistory(Corrections corrections, Announcements announcements, AuditLog audit) {
        this.corrections = corrections;
        this.announcements = announcements;
        this.audit = audit;
    }

    /// @param about the correction that was made or decided
    /// @param action for the audit
    MetricsView publish(
            StoredResult result, History history, Adjustment about, UserId actor, String action) {
        var event =
                corrections.show(
                        result.taskId(),
                        history.edits(Metrics.of(result).original()),
                        history.reviewState(),
                        history.adjustments().getLast().id());
        announcements.add(event, Traceparent.current().headerValue());
        audit.write(
                actor,
                action,
                "capture",
                result.taskId().toString(),
                Map.of(
                        "owner", result.userId().toString(),
                        "adjustment", about.id().toString()));
        return MetricsView.of(result, history, about);
    }
}
