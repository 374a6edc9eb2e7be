package io.dermflow.imaging.body;

/// Body height.
///
/// @param deviationCm standard deviation
/// @param source where it comes from
public record Stature(double cm, double deviationCm, Source source) {

    /// Where a height comes from.
    public enum Source {
        /// The person said it.
        INPUT,
        /// Measured on the card's scale.
        CARD
    }
}
