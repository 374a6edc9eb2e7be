package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Quality;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells what the lesion net takes for a mark where there is no skin: it has learnt from skin
/// alone, and finds something on an electronics board too. It takes two to tell: hardly a pixel of
/// the picture looks like skin ([NoSkin]), and the skin model sees little around the finding.
///
/// Failure semantics: where no skin model is asked everything counts as on skin.
final class OffSkin {

    /// Share of the ring around a finding that the skin model calls skin. Of the photographs of
    /// lesions with so few skin-like pixels none has less than 0.94, of boards none more than 0.07
    /// (docs/VISION.md).
    private static final double LEAST = 0.5;

    private final Set<Picture> doubtful;
    private final SeenSkin skin;

    private OffSkin(Set<Picture> doubtful, SeenSkin skin) {
        this.doubtful = doubtful;
        this.skin = skin;
    }

    /// @param closeUps as [Views#closeUps] has them
    static OffSkin in(Quality quality, Views closeUps, SeenSkin skin) {
        return new OffSkin(
                closeUps.pictures().stream()
                        .filter(picture -> NoSkin.showsLittle(picture, quality))
                        .collect(Collectors.toUnmodifiableSet()),
                skin);
    }

    /// Before anything else is asked, on the job's thread.
    void look() {
        if (!doubtful.isEmpty()) {
            skin.look();
        }
    }

    boolean is(Lesion lesion) {
        return doubtful.contains(lesion.picture())
                && skin.around(lesion.box(), lesion.picture()).orElse(1) < LEAST;
    }
}
