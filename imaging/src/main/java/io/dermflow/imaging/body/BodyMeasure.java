package io.dermflow.imaging.body;

/// One measure.
///
/// @param value centimetres
/// @param unusual whether an input lies outside of what the coefficients were fitted on
public record BodyMeasure(
        BodyTarget target, double value, UncertaintyBudget budget, boolean unusual) {}
