package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.Quality.Check;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// Whether pictures in which skin was looked for show next to none. The quality gate can't tell by
/// colour alone: skin in bluish light looks like none to it. So it takes two to tell: hardly a
/// pixel looks like skin, and nothing was found.
final class NoSkin {

    static final String CODE = "not_skin";

    /// Share of skin-like pixels, from which on the gate has no remark either. Of the photographs
    /// in which the lesion net finds nothing none has less than 0.39 (docs/VISION.md).
    private static final double LEAST = 0.2;

    private NoSkin() {}

    /// @param closeUps as [Views#closeUps] has them
    /// @return why the skin can't be judged; empty too where nobody looked for lesions
    static Optional<Degradation> in(Analysis analysis, Views closeUps) {
        boolean lookedFor = analysis.detectionLimit() != null;
        OptionalDouble most = mostSkin(analysis, closeUps);
        return lookedFor
                        && most.isPresent()
                        && isNone(most.getAsDouble(), analysis.findings().size())
                ? Optional.of(RetakeWords.lacking(CODE))
                : Optional.empty();
    }

    /// @param share of skin-like pixels
    static boolean isNone(double share, int findings) {
        return findings == 0 && share < LEAST;
    }

    /// Whether hardly a pixel of a picture looks like skin.
    static boolean showsLittle(Picture picture, Quality quality) {
        return shares(quality, Set.of(picture.kind())).anyMatch(share -> share < LEAST);
    }

    private static OptionalDouble mostSkin(Analysis analysis, Views closeUps) {
        Set<String> kinds =
                closeUps.pictures().stream().map(Picture::kind).collect(Collectors.toSet());
        return shares(analysis.quality(), kinds).max();
    }

    /// Of skin-like pixels, in each of the pictures of these kinds that the gate has looked at.
    private static DoubleStream shares(Quality quality, Set<String> kinds) {
        return quality.checks().stream()
                .filter(check -> check.code().equals(CODE) && kinds.contains(check.image()))
                .mapToDouble(Check::value);
    }
}
