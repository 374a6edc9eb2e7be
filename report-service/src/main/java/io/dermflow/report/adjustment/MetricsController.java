package io.dermflow.report.adjustment;

import io.dermflow.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Corrections of measures; the singular is the name that older clients know.
@RestController
class MetricsController {

    private final AdjustMetrics adjust;
    private final DecideAdjustment decide;
    private final ReadHistory history;

    MetricsController(AdjustMetrics adjust, DecideAdjustment decide, ReadHistory history) {
        this.adjust = adjust;
        this.decide = decide;
        this.history = history;
    }

    @PatchMapping({"/api/v1/captures/{id}/metrics", "/api/v1/capture/{id}/metrics"})
    MetricsView adjust(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        return adjust.adjust(id, AdjustmentForm.of(body), key, caller);
    }

    @GetMapping({"/api/v1/captures/{id}/metrics/history", "/api/v1/capture/{id}/metrics/history"})
    ResponseEntity<HistoryView> history(@PathVariable String id, Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(history.of(id, caller));
    }

    @PostMapping({
        "/api/v1/captures/{id}/adjustments/approve",
        "/api/v1/capture/{id}/adjustments/approve"
    })
    MetricsView approve(@PathVariable String id, @RequestBody @Valid Approval body, Caller caller) {
        return decide.decide(id, body.verdict(), caller);
    }

    record Approval(
            @NotNull UUID adjustmentId, @NotNull UUID approverId, @NotNull Boolean approve) {

        DecideAdjustment.Verdict verdict() {
            return new DecideAdjustment.Verdict(adjustmentId, approverId, approve);
        }
    }
}
