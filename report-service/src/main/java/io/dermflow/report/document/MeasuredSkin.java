package io.dermflow.report.document;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.analysis.SkinTone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The skin in the result document: its colour, member by member, and the features of each region
/// beside it.
record MeasuredSkin(@JsonUnwrapped @Nullable SkinTone tone, List<SkinFeature> features) {

    MeasuredSkin {
        features = List.copyOf(features);
    }

    /// Null where nothing of the skin was measured.
    static @Nullable MeasuredSkin of(Analysis analysis) {
        return analysis.skin() == null && analysis.features().isEmpty()
                ? null
                : new MeasuredSkin(analysis.skin(), analysis.features());
    }
}
