package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Face;
import io.dermflow.events.analysis.ModelVersion;
import io.dermflow.events.analysis.Quality.Check;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of the face in one picture.
///
/// @param face null where it can't be judged
/// @param found null where no face is good enough to be measured
/// @param lacking why something is missing
record SeenFace(
        Picture picture,
        List<Check> checks,
        @Nullable Face face,
        @Nullable FoundFace found,
        List<Degradation> lacking,
        List<ModelVersion> versions) {

    SeenFace {
        checks = List.copyOf(checks);
        lacking = List.copyOf(lacking);
        versions = List.copyOf(versions);
    }

    /// Where the face lies in a picture, if it lies in that one.
    Optional<FoundFace> in(Picture other) {
        return picture.equals(other) ? Optional.ofNullable(found) : Optional.empty();
    }
}
