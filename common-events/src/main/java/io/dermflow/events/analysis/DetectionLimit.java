package io.dermflow.events.analysis;

import org.jspecify.annotations.Nullable;

/// Below what size and score nothing can be said.
///
/// @param minDiameterPx smallest lesion the detector resolves, in pixels of the full picture
/// @param minDiameterMm the same in millimetres, when a scale is known
/// @param minScore detections below it are not reported
public record DetectionLimit(
        double minDiameterPx, @Nullable Double minDiameterMm, double minScore) {}
