package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Reason;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.Quality.Check;
import io.dermflow.events.narrative.ReportLanguage;
import io.dermflow.events.narrative.RetakeActions;
import java.util.List;
import java.util.stream.Stream;

/// What a capture says to the person about its pictures, in the language of its report: the one it
/// has, or would have had. Codes stay what they are.
record RetakeWords(ReportLanguage language) {

    static RetakeWords of(AnalysisRequested job) {
        return new RetakeWords(
                ReportLanguage.of(job.options().language()).orElse(ReportLanguage.EN));
    }

    /// What is missing, with what to do about it, in English: the details of degradations are.
    ///
    /// @param code one that has an action
    static Degradation lacking(String code) {
        return new Degradation(code, RetakeActions.in(ReportLanguage.EN).of(code).orElseThrow());
    }

    /// What to do about the checks that did not pass, each sentence once.
    List<String> actions(List<Check> checks) {
        return actions(codes(checks));
    }

    /// What to do, each sentence once.
    ///
    /// @param codes of checks or of what is missing
    List<String> actions(Stream<String> codes) {
        var sentences = RetakeActions.in(language);
        return codes.distinct().flatMap(code -> sentences.of(code).stream()).toList();
    }

    /// The same with more checks, and what to do about those that did not pass.
    Quality with(Quality quality, List<Check> checks) {
        return new Quality(
                quality.policy(),
                quality.lightingOk(),
                quality.cardDetected(),
                quality.overallConfidence(),
                Stream.concat(quality.checks().stream(), checks.stream()).toList(),
                quality.problems(),
                Stream.concat(quality.actions().stream(), actions(checks).stream())
                        .distinct()
                        .toList());
    }

    /// The same of a rejected capture: what to do about its problems comes first.
    Quality ofRejected(Quality quality) {
        return new Quality(
                quality.policy(),
                quality.lightingOk(),
                quality.cardDetected(),
                quality.overallConfidence(),
                quality.checks(),
                quality.problems(),
                actions(Stream.concat(quality.problems().stream(), codes(quality.checks()))));
    }

    private static Stream<String> codes(List<Check> checks) {
        return checks.stream()
                .filter(check -> check.verdict() != Quality.Verdict.PASS)
                .map(Check::code);
    }

    /// The same reason in words for a person, where there are some.
    Reason of(Reason damage) {
        return new Reason(
                damage.code(),
                RetakeActions.in(language).of(damage.code()).orElse(damage.detail()));
    }
}
