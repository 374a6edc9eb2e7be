package io.dermflow.vision.model;

import io.dermflow.imaging.geometry.ScoredBox;
import io.dermflow.imaging.lesion.MaskGrid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model's answer for one picture, in Java memory, in coordinates of the model's input.
///
/// @param candidates above the score threshold, not yet suppressed, in no certain order
/// @param mask absent when the model has none
public record RawDetections(List<ScoredBox> candidates, @Nullable MaskGrid mask) {
    public RawDetections {
        candidates = List.copyOf(candidates);
    }
}
