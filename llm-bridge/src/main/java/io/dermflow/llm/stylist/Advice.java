package io.dermflow.llm.stylist;

import io.dermflow.llm.profile.Season;
import org.jspecify.annotations.Nullable;

/// Recommendations, and how they came about.
///
/// @param message the same in words
/// @param season whose palette was used; null: none is known
/// @param basis where the season comes from
/// @param promptVersion of the model's prompt; null when rules wrote it
/// @param failure why rules stood in for a model; null when they did not
public record Advice(
        Outfit outfit,
        String message,
        @Nullable Season season,
        Basis basis,
        @Nullable String promptVersion,
        @Nullable String failure) {

    /// Where a colour season comes from.
    public enum Basis {
        /// The person's own result.
        RESULT,
        /// What the person says of themselves.
        MESSAGE,
        /// Nothing: colours that suit most people.
        NONE
    }
}
