package io.dermflow.llm.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What an agent said in the end.
///
/// @param message the whole of it, also when it broke off
/// @param complete false when it broke off
record Answer(String message, boolean complete, Generator generator) {

    /// Who wrote it.
    ///
    /// @param kind `llm`, `rules`, or `safety` for the fixed answers to red flags
    /// @param model its name; absent unless a model wrote it
    /// @param promptVersion absent unless a model wrote it
    /// @param fallbackReason why rules stood in for a model that is configured
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Generator(
            String kind,
            @Nullable String model,
            @Nullable String promptVersion,
            @Nullable String fallbackReason) {

        static Generator llm(String model, String promptVersion) {
            return new Generator("llm", model, promptVersion, null);
        }

        static Generator rules(@Nullable String fallbackReason) {
            return new Generator("rules", null, null, fallbackReason);
        }

        static Generator safety() {
            return new Generator("safety", null, null, null);
        }
    }

    @Override
    public String toString() {
        return "Answer[" + message.length() + " chars]";
    }
}
