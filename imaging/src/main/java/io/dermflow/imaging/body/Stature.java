package io.dermflow.imaging.body;

/// Body height.
///
/// @param budget of its uncertainty
/// @param source where it comes from
public record Stature(double cm, UncertaintyBudget budget, Source source) {

    /// Where a height comes from.
    public enum Source {
        /// The person said it.
        INPUT,
        /// Measured on the card's scale.
        CARD
    }

    /// Standard deviation.
    public double deviationCm() {
        return budget.deviation();
    }
}
