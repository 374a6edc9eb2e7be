package io.dermflow.imaging.quality;

import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.OpenCvLibrary;
import java.util.List;
import java.util.Set;

/// Judges whether a picture is good enough to measure. Whether it is rejected for that is the
/// caller's decision.
public final class QualityGate {

    private QualityGate() {}

    /// The codes of all checks; stable.
    public static List<String> codes() {
        return QualityRules.ALL.stream().map(QualityRule::code).toList();
    }

    /// @param image sRGB, stays the caller's; a reduced decode of 512 pixels or more gives the same
    ///   verdicts as the full picture
    /// @param serves what the picture is to show, at least one
    public static QualityReport assess(
            DecodedImage image, QualityPolicy policy, Set<Showing> serves) {
        OpenCvLibrary.load();
        var figures = MeasureFigures.of(image);
        return QualityReport.of(
                policy,
                QualityRules.ALL.stream()
                        .flatMap(rule -> rule.check(figures, policy, serves).stream())
                        .toList());
    }
}
