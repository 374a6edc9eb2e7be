package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.Quality.Check;
import io.dermflow.imaging.quality.QualityCheck;
import io.dermflow.imaging.quality.QualityGate;
import io.dermflow.imaging.quality.QualityPolicy;
import io.dermflow.imaging.quality.QualityReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The quality of all pictures of a capture under one policy, each by what it is to show.
final class JudgeQuality {

    private JudgeQuality() {}

    /// The job's policy is a wire word; one that is not known counts as `normal`.
    static Quality of(Pictures pictures, AnalysisRequested job) {
        QualityPolicy how = policy(job.options().qualityPolicy());
        var parts = new PartsServe(job);
        List<Check> checks = new ArrayList<>();
        Set<String> problems = new LinkedHashSet<>();
        boolean lightingOk = true;
        double confidence = 1;
        for (Picture picture : pictures) {
            QualityReport report =
                    QualityGate.assess(picture.image(), how, parts.of(picture.kind()));
            report.checks().forEach(check -> checks.add(onTheWire(picture.kind(), check)));
            problems.addAll(report.problems());
            lightingOk &= report.lightingOk();
            confidence = Math.min(confidence, report.overallConfidence());
        }
        return new Quality(
                how.wireName(),
                lightingOk,
                false,
                Rounded.to(confidence, 3),
                checks,
                List.copyOf(problems),
                RetakeWords.of(job).actions(checks));
    }

    /// The same once it is known whether a card was found.
    ///
    /// @param cards the checks of it; empty where none was looked for
    static Quality seen(Quality quality, AnalysisRequested job, Views views, List<Check> cards) {
        var known =
                new Quality(
                        quality.policy(),
                        quality.lightingOk(),
                        views.cardDetected(),
                        quality.overallConfidence(),
                        quality.checks(),
                        quality.problems(),
                        quality.actions());
        return RetakeWords.of(job).with(known, cards);
    }

    private static QualityPolicy policy(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "off" -> QualityPolicy.OFF;
            case "strict" -> QualityPolicy.STRICT;
            default -> QualityPolicy.NORMAL;
        };
    }

    private static Check onTheWire(String image, QualityCheck check) {
        return new Check(
                image,
                check.code(),
                Rounded.to(check.value(), 4),
                check.limit(),
                check.unit(),
                Quality.Verdict.valueOf(check.verdict().name()));
    }
}
