package io.dermflow.imaging.detections;

/// What a network says about one picture, in Java memory and in coordinates of its own input.
public sealed interface Answer permits RawDetections, ClassProbabilities, RegionGrids, Pose {}
