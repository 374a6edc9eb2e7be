package io.dermflow.events.narrative;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.dermflow.events.WireEnum;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The report in words. Every claim points at its evidence; a claim that could not be checked is
/// not in it.
///
/// @param language BCP 47 tag
/// @param questions what to ask a clinician
public record Narrative(
        String language,
        String summary,
        List<Claim> claims,
        Urgency urgency,
        Routine routine,
        List<String> questions,
        String disclaimer,
        Generator generator) {

    public Narrative {
        claims = List.copyOf(claims);
        questions = List.copyOf(questions);
    }

    /// One sentence and what it rests on.
    ///
    /// @param evidence ids of findings (`F1`), metrics (`skin.ita`) or quality checks
    ///   (`quality.blur`)
    public record Claim(String text, Kind kind, List<String> evidence) {
        public Claim {
            evidence = List.copyOf(evidence);
        }

        /// What sort of sentence it is.
        public enum Kind implements WireEnum {
            OBSERVATION,
            ADVICE,
            CAVEAT;

            @JsonCreator
            public static Kind of(String wireName) {
                return valueOf(wireName.toUpperCase(Locale.ROOT));
            }
        }
    }

    /// How soon a clinician should look. The highest of what rules and model say.
    public enum Urgency implements WireEnum {
        NONE,
        ROUTINE,
        SOON,
        URGENT;

        @JsonCreator
        public static Urgency of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /// Skin care in steps.
    public record Routine(
            List<String> morning,
            List<String> evening,
            List<String> weekly,
            List<String> contraindications) {
        public Routine {
            morning = List.copyOf(morning);
            evening = List.copyOf(evening);
            weekly = List.copyOf(weekly);
            contraindications = List.copyOf(contraindications);
        }
    }

    /// Who wrote it.
    ///
    /// @param kind `llm` or `template`
    /// @param fallbackReason why the template stood in for the model; absent when it did not
    /// @param dropped how many of a model's sentences broke which rule and were left out
    public record Generator(
            String kind,
            String model,
            String promptVersion,
            String promptSha256,
            int attempts,
            int promptTokens,
            int completionTokens,
            @Nullable String fallbackReason,
            Map<String, Integer> dropped) {

        public Generator {
            // Records written before version 0.2 have no such member.
            dropped = dropped == null ? Map.of() : Map.copyOf(dropped);
        }

        /// One that dropped nothing.
        public Generator(
                String kind,
                String model,
                String promptVersion,
                String promptSha256,
                int attempts,
                int promptTokens,
                int completionTokens,
                @Nullable String fallbackReason) {
            this(
                    kind,
                    model,
                    promptVersion,
                    promptSha256,
                    attempts,
                    promptTokens,
                    completionTokens,
                    fallbackReason,
                    Map.of());
        }
    }
}
