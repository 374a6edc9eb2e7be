package io.dermflow.imaging.body;

/// A person's outline and how well it is known.
///
/// @param edgePixels standard deviation of one edge, pixels of the picture
public record Outlined(Silhouette person, double edgePixels) {}
