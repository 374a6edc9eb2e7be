package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.SkinFeature;
import java.util.Locale;

/// Thirds of the scale from 0 to 100: the only words of degree that a report may use for a score.
enum Band {
    LOW,
    MEDIUM,
    HIGH;

    private static final double FIRST_THIRD = 100 / 3.0;
    private static final double SECOND_THIRD = 200 / 3.0;
    private static final String BETTER = "higher_is_better";

    /// Where the score lies.
    static Band of(SkinFeature feature) {
        return of(feature.score());
    }

    /// How marked the feature is: the same turned round where a higher score is better.
    static Band marked(SkinFeature feature) {
        return of(degree(feature));
    }

    /// The score, turned round where a higher one is better: 100 is most marked.
    static double degree(SkinFeature feature) {
        return better(feature) ? 100 - feature.score() : feature.score();
    }

    static boolean better(SkinFeature feature) {
        return feature.direction().equals(BETTER);
    }

    private static Band of(double score) {
        if (score < FIRST_THIRD) {
            return LOW;
        }
        return score < SECOND_THIRD ? MEDIUM : HIGH;
    }

    /// Its key in the phrases.
    String key() {
        return "band." + name().toLowerCase(Locale.ROOT);
    }
}
