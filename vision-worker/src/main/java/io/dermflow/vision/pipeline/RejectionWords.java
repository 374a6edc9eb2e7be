package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Reason;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.narrative.ReportLanguage;
import io.dermflow.events.narrative.RetakeActions;
import java.util.List;
import java.util.stream.Stream;

/// What a rejected capture says to the person, in the language that its report would have had.
/// Codes stay what they are.
record RejectionWords(ReportLanguage language) {

    static RejectionWords of(AnalysisRequested job) {
        return new RejectionWords(
                ReportLanguage.of(job.options().language()).orElse(ReportLanguage.EN));
    }

    /// The same with what to do about its problems, and about the checks that passed with a remark.
    Quality of(Quality quality) {
        return new Quality(
                quality.policy(),
                quality.lightingOk(),
                quality.cardDetected(),
                quality.overallConfidence(),
                quality.checks(),
                quality.problems(),
                actions(quality));
    }

    private List<String> actions(Quality quality) {
        var sentences = RetakeActions.in(language);
        return Stream.concat(
                        quality.problems().stream(),
                        quality.checks().stream()
                                .filter(check -> check.verdict() != Quality.Verdict.PASS)
                                .map(Quality.Check::code))
                .distinct()
                .flatMap(code -> sentences.of(code).stream())
                .toList();
    }

    /// The same reason in words for a person, where there are some.
    Reason of(Reason damage) {
        return new Reason(
                damage.code(),
                RetakeActions.in(language).of(damage.code()).orElse(damage.detail()));
    }
}
