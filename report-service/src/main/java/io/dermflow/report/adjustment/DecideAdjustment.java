package io.dermflow.report.adjustment;

import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import io.dermflow.report.access.FindResult;
import io.dermflow.report.consent.OwnerConsents;
import io.dermflow.report.result.Corrections;
import io.dermflow.report.result.StoredResult;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A second person approves or refuses a correction, once. A refused one counts as never made: what
/// was shown before it is shown again, but for what others corrected since.
///
/// An approved correction becomes ground truth only if the capture's owner has agreed to training
/// at that moment; a later withdrawal takes that back ([OwnerConsents]).
@Component
class DecideAdjustment {

    private final FindResult results;
    private final Corrections corrections;
    private final Adjustments adjustments;
    private final OwnerConsents consents;
    private final PublishHistory publish;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DecideAdjustment(
            FindResult results,
            Corrections corrections,
            Adjustments adjustments,
            OwnerConsents consents,
            PublishHistory publish,
            TransactionTemplate transaction,
            Clock clock) {
        this.results = results;
        this.corrections = corrections;
        this.adjustments = adjustments;
        this.consents = consents;
        this.publish = publish;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// The same word by the same person again changes nothing.
    ///
    /// @throws ApiProblem `403 forbidden` for who is neither labeler nor admin, `403
    ///   not_your_user_id` if the approver is not the caller, `403 own_adjustment`, `404` for an
    ///   unknown correction, `409 already_decided`, and what [FindResult] refuses
    MetricsView decide(String captureId, Verdict verdict, Caller caller) {
        StoredResult result = results.find(captureId, caller);
        if (!caller.is("admin") && !caller.is("labeler")) {
            throw refusal("forbidden", "Your role does not allow this.");
        }
        if (!verdict.approverId().equals(caller.userId().value())) {
            throw refusal("not_your_user_id", "The approver_id is not the token's.");
        }
        return Objects.requireNonNull(
                transaction.execute(_ -> oneAfterTheOther(result, verdict, caller)));
    }

    /// @param approve false refuses it
    record Verdict(UUID adjustmentId, UUID approverId, boolean approve) {}

    private MetricsView oneAfterTheOther(StoredResult result, Verdict verdict, Caller caller) {
        corrections.lock(result.taskId());
        consents.hold(result.userId());
        History before = adjustments.of(result.taskId());
        Adjustment open =
                before.find(verdict.adjustmentId())
                        .orElseThrow(() -> ApiProblem.notFound("adjustment"));
        if (open.userId().equals(caller.userId())) {
            throw refusal("own_adjustment", "Nobody approves or refuses their own correction.");
        }
        if (open.decision() != null) {
            return decidedBefore(result, before, open, open.decision(), verdict);
        }
        var decision =
                new Adjustment.Decision(
                        verdict.approve(),
                        caller.userId(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        boolean groundTruth = verdict.approve() && consents.training(result.taskId());
        adjustments.decide(open.id(), decision, groundTruth);
        Adjustment decided = open.decided(decision, groundTruth);
        return publish.publish(
                result,
                before.with(decided),
                decided,
                caller.userId(),
                verdict.approve() ? "approve_adjustment" : "refuse_adjustment");
    }

    private static MetricsView decidedBefore(
            StoredResult result,
            History history,
            Adjustment decided,
            Adjustment.Decision decision,
            Verdict verdict) {
        if (decision.approved() != verdict.approve()
                || !decision.approverId().value().equals(verdict.approverId())) {
            throw new ApiProblem(
                    HttpStatus.CONFLICT, "already_decided", "This correction was decided on.");
        }
        return MetricsView.of(result, history, decided);
    }

    private static ApiProblem refusal(String code, String detail) {
        return new ApiProblem(HttpStatus.FORBIDDEN, code, detail);
    }
}
