package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinFeature;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What of an analysis a model is told. A face has some thirty scores, of which few are worth a
/// sentence and each costs some fifty tokens.
final class FewerFacts {

    private static final int MOST_FEATURES = 12;

    private FewerFacts() {}

    /// The features that are most marked, twelve at most, in their order; all else stays.
    static Analysis mostMarked(Analysis analysis) {
        Set<SkinFeature> kept =
                analysis.features().stream()
                        .sorted(Comparator.comparingDouble(Band::degree).reversed())
                        .limit(MOST_FEATURES)
                        .collect(Collectors.toSet());
        return analysis.toBuilder()
                .features(analysis.features().stream().filter(kept::contains).toList())
                .build();
    }

    /// For a model whose context is too small: the lower half of the findings goes first, with the
    /// features that stand out least, the comparison of places and the checks that passed.
    static Analysis of(Analysis analysis) {
        int kept = (analysis.findings().size() + 1) / 2;
        List<SkinFeature> features =
                analysis.features().stream().filter(one -> Band.marked(one) == Band.HIGH).toList();
        return analysis.toBuilder()
                .quality(problemsOf(analysis.quality()))
                .findings(analysis.findings().subList(0, kept))
                .features(features)
                .regions(List.of())
                .build();
    }

    private static Quality problemsOf(Quality quality) {
        return new Quality(
                quality.policy(),
                quality.lightingOk(),
                quality.cardDetected(),
                quality.overallConfidence(),
                quality.checks().stream()
                        .filter(check -> check.verdict() != Quality.Verdict.PASS)
                        .toList(),
                quality.problems(),
                quality.actions());
    }
}
