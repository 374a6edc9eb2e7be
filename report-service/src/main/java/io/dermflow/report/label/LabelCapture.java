package io.dermflow.report.label;

import io.dermflow.events.JobState;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import io.dermflow.report.access.FindResult;
import io.dermflow.report.audit.AuditLog;
import io.dermflow.report.consent.OwnerConsents;
import io.dermflow.report.measure.MeasureForm;
import io.dermflow.report.result.Corrections;
import io.dermflow.report.result.RowIds;
import io.dermflow.report.result.StoredResult;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps ground truth for a capture whose owner wants it to serve training, and for no other. A
/// label is never changed: a better one is another label.
@Component
class LabelCapture {

    private final FindResult results;
    private final OwnerConsents consents;
    private final Corrections corrections;
    private final Labels labels;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final RowIds ids;
    private final Clock clock;

    LabelCapture(
            FindResult results,
            OwnerConsents consents,
            Corrections corrections,
            Labels labels,
            AuditLog audit,
            TransactionTemplate transaction,
            RowIds ids,
            Clock clock) {
        this.results = results;
        this.consents = consents;
        this.corrections = corrections;
        this.labels = labels;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /// @throws ApiProblem `404` for who may not see it, `403 consent_required`, `422
    ///   nothing_to_label` if it did not succeed
    Label label(String captureId, MeasureForm form, Caller caller) {
        StoredResult result = results.find(captureId, caller);
        if (form.truth("approved") && !caller.is("admin")) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN, "forbidden", "Only an admin approves a label.");
        }
        if (result.state() != JobState.SUCCEEDED) {
            throw new ApiProblem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "nothing_to_label",
                    "This capture did not succeed.");
        }
        Label label =
                new Label(
                        ids.next(),
                        caller.userId(),
                        form.measures("measurements"),
                        form.truth("approved"),
                        form.notes(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        transaction.executeWithoutResult(_ -> keep(result, label));
        return label;
    }

    private void keep(StoredResult result, Label label) {
        corrections.lock(result.taskId());
        consents.hold(result.userId());
        if (!consents.training(result.taskId())) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN,
                    "consent_required",
                    "The owner of this capture has not agreed to training.");
        }
        labels.add(result.taskId(), label);
        audit.write(
                label.labelerId(),
                "label_capture",
                "capture",
                result.taskId().toString(),
                Map.of(
                        "owner", result.userId().toString(),
                        "label", label.labelId().toString()));
    }
}
