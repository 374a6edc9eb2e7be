package io.dermflow.imaging.detections;

import io.dermflow.imaging.geometry.ScoredBox;
import io.dermflow.imaging.lesion.MaskGrid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A detector's answer.
///
/// @param candidates above the score threshold, not yet suppressed, in no certain order
/// @param mask one grid for the whole picture; absent when the network has none
/// @param prototypes one mask per candidate; absent when the network has none
/// @param poses landmarks by candidate; empty when the network has none
public record RawDetections(
        List<ScoredBox> candidates,
        @Nullable MaskGrid mask,
        @Nullable Prototypes prototypes,
        List<Pose> poses)
        implements Answer {

    public RawDetections {
        candidates = List.copyOf(candidates);
        poses = List.copyOf(poses);
    }

    public RawDetections(List<ScoredBox> candidates, @Nullable MaskGrid mask) {
        this(candidates, mask, null, List.of());
    }

    /// The grid that a candidate's mask is read from: its own, or the picture's; absent when the
    /// network has none.
    ///
    /// @param candidate index into [#candidates()]
    public @Nullable MaskGrid maskOf(int candidate) {
        return prototypes == null ? mask : prototypes.of(candidate);
    }
}
