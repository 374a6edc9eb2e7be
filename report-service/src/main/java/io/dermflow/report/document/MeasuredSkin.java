package io.dermflow.report.document;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.analysis.SkinRegion;
import io.dermflow.events.analysis.SkinTone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The skin in the result document: its colour, member by member, and beside it the features that
/// have a score and, of a face, the figures of each region.
record MeasuredSkin(
        @JsonUnwrapped @Nullable SkinTone tone,
        List<SkinFeature> features,
        List<SkinRegion> regions) {

    MeasuredSkin {
        features = List.copyOf(features);
        regions = List.copyOf(regions);
    }

    /// Null where nothing of the skin was measured.
    static @Nullable MeasuredSkin of(Analysis analysis) {
        return analysis.skin() == null
                        && analysis.features().isEmpty()
                        && analysis.regions().isEmpty()
                ? null
                : new MeasuredSkin(analysis.skin(), analysis.features(), analysis.regions());
    }
}
