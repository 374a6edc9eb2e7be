package io.dermflow.report.adjustment;

import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import io.dermflow.report.access.FindResult;
import io.dermflow.report.result.Corrections;
import io.dermflow.report.result.Metrics;
import io.dermflow.report.result.RowIds;
import io.dermflow.report.result.StoredResult;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Corrects measures: keeps the correction, and shows it from now on. What was measured stays.
///
/// Corrections of one capture are made one after the other, under the lock of its result. Who names
/// the correction they had seen is refused when another came in between. Who names none may follow
/// their own correction, but not overwrite another person's unseen.
@Component
class AdjustMetrics {

    /// Per capture; far above what a person does by hand.
    private static final int MAX_ADJUSTMENTS = 100;

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final FindResult results;
    private final Corrections corrections;
    private final Adjustments adjustments;
    private final PublishHistory publish;
    private final TransactionTemplate transaction;
    private final RowIds ids;
    private final Clock clock;

    AdjustMetrics(
            FindResult results,
            Corrections corrections,
            Adjustments adjustments,
            PublishHistory publish,
            TransactionTemplate transaction,
            RowIds ids,
            Clock clock) {
        this.results = results;
        this.corrections = corrections;
        this.adjustments = adjustments;
        this.publish = publish;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param key the `Idempotency-Key`, if there is one: a repeat changes nothing and is answered
    ///   with what is shown now
    /// @throws ApiProblem `403 source_not_allowed`, `422 nothing_to_adjust`, `422 nothing_changed`,
    ///   `409 edited_meanwhile`, `409 too_many_adjustments`, `422 idempotency_mismatch`, and what
    ///   [FindResult] refuses
    MetricsView adjust(String captureId, AdjustmentForm form, @Nullable String key, Caller caller) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw refusal(
                    HttpStatus.BAD_REQUEST,
                    "invalid_idempotency_key",
                    "An Idempotency-Key has 1 to 255 visible ASCII characters.");
        }
        StoredResult result = results.find(captureId, caller);
        form.checkSource(result, caller);
        if (Metrics.of(result).original().isEmpty()) {
            throw refusal(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "nothing_to_adjust",
                    "This capture has no body measures.");
        }
        return Objects.requireNonNull(
                transaction.execute(_ -> oneAfterTheOther(result, form, key, caller)));
    }

    private MetricsView oneAfterTheOther(
            StoredResult result, AdjustmentForm form, @Nullable String key, Caller caller) {
        corrections.lock(result.taskId());
        History before = adjustments.of(result.taskId());
        Optional<Adjustment> repeated = madeBy(key, caller, before);
        if (repeated.isPresent()) {
            if (!form.made(repeated.get())) {
                throw refusal(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency_mismatch",
                        "This Idempotency-Key was used for another request.");
            }
            return MetricsView.of(result, before, repeated.get());
        }
        checkBasis(form, before, caller);
        Adjustment made = made(result, form, key, caller, before);
        adjustments.add(result.taskId(), made);
        return publish.publish(result, before.plus(made), made, caller.userId(), "adjust_metrics");
    }

    private static Optional<Adjustment> madeBy(
            @Nullable String key, Caller caller, History history) {
        return history.adjustments().stream()
                .filter(one -> key != null && key.equals(one.idempotencyKey()))
                .filter(one -> one.userId().equals(caller.userId()))
                .findFirst();
    }

    private static void checkBasis(AdjustmentForm form, History before, Caller caller) {
        Optional<UUID> latest = before.latest().map(Adjustment::id);
        boolean seen =
                form.namesBasis()
                        ? form.basis().equals(latest)
                        : before.latest()
                                .map(one -> one.userId().equals(caller.userId()))
                                .orElse(true);
        if (!seen) {
            throw refusal(
                            HttpStatus.CONFLICT,
                            "edited_meanwhile",
                            "Another correction came in between; look at the result, and send the"
                                    + " latest_adjustment_id that it shows.")
                    .with("latest_adjustment_id", latest.map(UUID::toString).orElse(null));
        }
        if (before.adjustments().size() >= MAX_ADJUSTMENTS) {
            throw refusal(
                    HttpStatus.CONFLICT,
                    "too_many_adjustments",
                    "This capture was corrected 100 times; take a new one.");
        }
    }

    private Adjustment made(
            StoredResult result,
            AdjustmentForm form,
            @Nullable String key,
            Caller caller,
            History before) {
        Metrics metrics = Metrics.of(result);
        Map<String, Double> shown = metrics.with(before.edits(metrics.original())).current();
        Map<String, Double> changes = form.changes(shown);
        if (changes.isEmpty()) {
            throw refusal(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "nothing_changed",
                    "These are the measures that are shown already.");
        }
        return new Adjustment(
                ids.next(),
                caller.userId(),
                form.source(),
                form.notes(),
                shown,
                changes,
                null,
                false,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                key);
    }

    private static ApiProblem refusal(HttpStatus status, String code, String detail) {
        return new ApiProblem(status, code, detail);
    }
}
