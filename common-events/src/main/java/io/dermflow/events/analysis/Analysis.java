package io.dermflow.events.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the vision stage says about one capture. Numbers come from here and from nowhere else.
///
/// @param findings in order of score, ids `F1`, `F2`, …; empty means "none detected above the
///   detection limit", never "healthy"
/// @param detectionLimit absent when no detector ran
/// @param skin absent when no skin tone was measured
public record Analysis(
        Quality quality,
        List<Finding> findings,
        @Nullable DetectionLimit detectionLimit,
        @Nullable SkinTone skin,
        List<Artifact> artifacts,
        List<ModelVersion> modelVersions,
        List<Timing> timings,
        List<Degradation> degradations) {

    public Analysis {
        findings = List.copyOf(findings);
        artifacts = List.copyOf(artifacts);
        modelVersions = List.copyOf(modelVersions);
        timings = List.copyOf(timings);
        degradations = List.copyOf(degradations);
    }
}
