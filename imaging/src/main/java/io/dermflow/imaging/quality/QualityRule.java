package io.dermflow.imaging.quality;

import java.util.function.ToDoubleFunction;

/// One check: what is measured, how it is judged, what the person can do.
///
/// @param figure reads the value from the picture's figures
/// @param lighting whether it is about light
/// @param action one sentence for the person
record QualityRule(
        String code,
        String unit,
        ToDoubleFunction<Figures> figure,
        Bounds normal,
        Bounds strict,
        boolean lighting,
        String action) {

    QualityCheck check(Figures figures, QualityPolicy policy) {
        var bounds = policy == QualityPolicy.STRICT ? strict : normal;
        var value = figure.applyAsDouble(figures);
        var verdict = bounds.judge(value);
        if (policy == QualityPolicy.OFF && verdict == Verdict.FAIL) {
            verdict = Verdict.WARN;
        }
        return new QualityCheck(code, value, bounds.shown(verdict), unit, verdict);
    }
}
