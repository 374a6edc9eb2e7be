package io.dermflow.imaging.quality;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// One check: what is measured and how it is judged.
///
/// @param figure reads the value from the picture's figures
/// @param limits by what the picture is to show
/// @param lighting whether it is about light
record QualityRule(
        String code,
        String unit,
        ToDoubleFunction<Figures> figure,
        Limits limits,
        boolean lighting) {

    /// Of a picture that serves for several things the mildest verdict counts: that it fails the
    /// one is no reason to refuse it to the other.
    ///
    /// @return empty where nothing that the picture serves for has limits
    Optional<QualityCheck> check(Figures figures, QualityPolicy policy, Set<Showing> serves) {
        var value = figure.applyAsDouble(figures);
        List<Bounds> bounds =
                serves.stream().flatMap(what -> limits.of(what, policy).stream()).toList();
        return bounds.stream()
                .map(one -> check(value, one, policy))
                .min(Comparator.comparing(QualityCheck::verdict))
                .map(check -> bounds.size() < serves.size() ? passed(check) : check);
    }

    private QualityCheck check(double value, Bounds bounds, QualityPolicy policy) {
        var verdict = bounds.judge(value);
        if (policy == QualityPolicy.OFF && verdict == Verdict.FAIL) {
            verdict = Verdict.WARN;
        }
        return new QualityCheck(code, value, bounds.shown(verdict), unit, verdict);
    }

    /// Where something that the picture serves for has no limits.
    private static QualityCheck passed(QualityCheck check) {
        return new QualityCheck(
                check.code(), check.value(), check.limit(), check.unit(), Verdict.PASS);
    }
}
