package io.dermflow.imaging.detections;

/// One landmark.
///
/// @param x in pixels of the model's input
/// @param y in pixels of the model's input
/// @param score 0..1, how sure the model is that it is there and visible
public record Keypoint(double x, double y, double score) {}
