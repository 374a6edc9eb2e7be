package io.dermflow.imaging.detections;

import java.util.List;

/// The landmarks of the one person that a single-pose network looks for.
///
/// @param keypoints in the network's own order (COCO-17 for MoveNet, 33 for BlazePose)
public record Pose(List<Keypoint> keypoints) implements Answer {
    public Pose {
        keypoints = List.copyOf(keypoints);
    }
}
