package io.dermflow.imaging.body;

/// What a card beside the body says about the picture.
///
/// @param cmPerPixel at the body
/// @param deviation standard deviation, relative
public record CardScale(double cmPerPixel, double deviation) {}
