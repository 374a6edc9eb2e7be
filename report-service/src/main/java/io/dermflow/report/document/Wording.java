package io.dermflow.report.document;

import io.dermflow.events.analysis.DetectionLimit;
import io.dermflow.events.analysis.Finding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Sentences that every form of the result shares.
final class Wording {

    static final String DISCLAIMER =
            "Decision support, not a diagnosis, not a medical device. See a clinician about"
                    + " anything that changes, bleeds, hurts or worries you.";

    private Wording() {}

    /// What the list of findings means. An empty one never means "healthy".
    static String findings(List<Finding> findings, @Nullable DetectionLimit limit) {
        if (limit == null) {
            return "no detector ran, so nothing can be said about findings";
        }
        return findings.isEmpty()
                ? "none detected " + above(limit)
                : findings.size() + " detected " + above(limit);
    }

    private static String above(DetectionLimit limit) {
        String size = String.format(Locale.ROOT, "%.0f pixels in diameter", limit.minDiameterPx());
        if (limit.minDiameterMm() != null) {
            size += String.format(Locale.ROOT, " (%.1f mm)", limit.minDiameterMm());
        }
        return String.format(
                Locale.ROOT,
                "above the detection limit of %s at a score of %.2f",
                size,
                limit.minScore());
    }
}
