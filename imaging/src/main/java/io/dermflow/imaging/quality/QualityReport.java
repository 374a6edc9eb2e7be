package io.dermflow.imaging.quality;

import java.util.List;

/// What the gate says about one picture.
///
/// @param checks all that fit what the picture is to show, in fixed order
/// @param problems codes of the checks that failed, in that order
/// @param overallConfidence 0..1: 1 when all pass, times 0.8 for each remark, times 0.3 for each
///   failure; an ordering, not a probability
/// @param lightingOk whether no check of light failed
public record QualityReport(
        QualityPolicy policy,
        List<QualityCheck> checks,
        List<String> problems,
        double overallConfidence,
        boolean lightingOk) {

    private static final double WARN_FACTOR = 0.8;
    private static final double FAIL_FACTOR = 0.3;

    public QualityReport {
        checks = List.copyOf(checks);
        problems = List.copyOf(problems);
    }

    static QualityReport of(QualityPolicy policy, List<QualityCheck> checks) {
        var failed = checks.stream().filter(check -> check.verdict() == Verdict.FAIL).toList();
        return new QualityReport(
                policy,
                checks,
                failed.stream().map(QualityCheck::code).toList(),
                checks.stream()
                        .mapToDouble(check -> factor(check.verdict()))
                        .reduce(1, (a, b) -> a * b),
                failed.stream().noneMatch(check -> QualityRules.isLighting(check.code())));
    }

    private static double factor(Verdict verdict) {
        return switch (verdict) {
            case PASS -> 1;
            case WARN -> WARN_FACTOR;
            case FAIL -> FAIL_FACTOR;
        };
    }
}
