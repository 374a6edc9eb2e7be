package io.dermflow.imaging.geometry;

/// What a detector proposes.
///
/// @param score 0..1
/// @param classIndex index into the model's class names
public record ScoredBox(Box box, double score, int classIndex) {}
