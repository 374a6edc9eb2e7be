package io.dermflow.report.adjustment;

import io.dermflow.events.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One correction of a capture's measures.
///
/// @param userId who made it
/// @param original what was shown when it was made
/// @param adjusted what it says instead, and nothing else
/// @param decision absent while nobody has decided
/// @param groundTruth whether training may use it
/// @param idempotencyKey of the request that made it
record Adjustment(
        UUID id,
        UserId userId,
        String source,
        String notes,
        Map<String, Double> original,
        Map<String, Double> adjusted,
        @Nullable Decision decision,
        boolean groundTruth,
        Instant createdAt,
        @Nullable String idempotencyKey) {

    /// What a second person said.
    record Decision(boolean approved, UserId approverId, Instant at) {}

    boolean isOpen() {
        return decision == null;
    }

    boolean isApproved() {
        return decision != null && decision.approved();
    }

    boolean isRefused() {
        return decision != null && !decision.approved();
    }

    Adjustment decided(Decision made, boolean groundTruth) {
        return new Adjustment(
                id,
                userId,
                source,
                notes,
                original,
                adjusted,
                made,
                groundTruth,
                createdAt,
                idempotencyKey);
    }
}
