package io.dermflow.llm.agent;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The body of both chat doors, as it came.
///
/// @param userId null: the token's
/// @param sessionId null: a new session; one that nobody has begins with this
/// @param context wardrobe, preferences and the like; null for none
record ChatRequest(
        @Nullable String message,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable JsonNode context) {

    /// Says nothing of what was said.
    @Override
    public String toString() {
        return "ChatRequest";
    }
}
