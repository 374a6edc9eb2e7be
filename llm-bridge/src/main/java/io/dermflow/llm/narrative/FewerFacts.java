package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinFeature;
import java.util.List;

/// An analysis cut down for a model whose context is too small: the lower half of the findings goes
/// first, with the features that stand out least and the checks that passed.
final class FewerFacts {

    private FewerFacts() {}

    static Analysis of(Analysis analysis) {
        int kept = (analysis.findings().size() + 1) / 2;
        List<SkinFeature> features =
                analysis.features().stream().filter(one -> Band.marked(one) == Band.HIGH).toList();
        return analysis.toBuilder()
                .quality(problemsOf(analysis.quality()))
                .findings(analysis.findings().subList(0, kept))
                .features(features)
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
