package io.dermflow.report.document;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Quality;
import io.dermflow.report.result.Metrics;
import io.dermflow.report.result.StoredResult;
import java.util.Objects;
import java.util.Optional;

/// The quality gate's word as readers see it: while corrections of measures wait for approval, its
/// overall confidence is lower.
final class ShownQuality {

    private ShownQuality() {}

    static Optional<Quality> of(StoredResult result) {
        return result.analysis()
                .map(Analysis::quality)
                .map(quality ->
                        new Quality(
                                quality.policy(),
                                quality.lightingOk(),
                                quality.cardDetected(),
                                Objects.requireNonNullElse(
                                        Metrics.of(result).confidence(),
                                        quality.overallConfidence()),
                                quality.checks(),
                                quality.problems(),
                                quality.actions()));
    }
}
