package io.dermflow.events.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the vision stage says about one capture. Numbers come from here and from nowhere else.
///
/// @param findings in order of score, ids `F1`, `F2`, …; empty means "none detected above the
///   detection limit", never "healthy"
/// @param detectionLimit absent when no detector ran
/// @param skin absent when no skin tone was measured
/// @param features per region; empty when none was measured
/// @param face absent when no face was analysed
/// @param body absent when no body was measured
/// @param regions the skin of a face, region by region; empty when no face was found
public record Analysis(
        Quality quality,
        List<Finding> findings,
        @Nullable DetectionLimit detectionLimit,
        @Nullable SkinTone skin,
        List<Artifact> artifacts,
        List<ModelVersion> modelVersions,
        List<Timing> timings,
        List<Degradation> degradations,
        List<SkinFeature> features,
        @Nullable Face face,
        @Nullable Body body,
        List<SkinRegion> regions) {

    public Analysis {
        findings = List.copyOf(findings);
        artifacts = List.copyOf(artifacts);
        modelVersions = List.copyOf(modelVersions);
        timings = List.copyOf(timings);
        degradations = List.copyOf(degradations);
        // Records written before version 0.2 have no such member.
        features = features == null ? List.of() : List.copyOf(features);
        regions = regions == null ? List.of() : List.copyOf(regions);
    }

    /// One that found nothing, to start from.
    public static AnalysisBuilder builder(Quality quality) {
        return new AnalysisBuilder(quality);
    }

    /// The same, to be changed member by member: what is not named stays.
    public AnalysisBuilder toBuilder() {
        return new AnalysisBuilder(this);
    }

    /// The same under another judgement of its quality.
    public Analysis judged(Quality judgement) {
        return toBuilder().quality(judgement).build();
    }

    /// The same with fewer findings, and why.
    public Analysis withFindings(List<Finding> fewer, List<Degradation> reasons) {
        return toBuilder().findings(fewer).degradations(reasons).build();
    }
}
