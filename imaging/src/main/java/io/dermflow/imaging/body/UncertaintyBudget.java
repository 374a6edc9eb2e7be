package io.dermflow.imaging.body;

/// Where a measure's uncertainty comes from, as standard deviations in centimetres: each names what
/// would shrink it.
///
/// @param card the scale: the card's, or that of an outline whose height is known
/// @param keypoint where the outline was seen
/// @param regressor what persons of the same breadths and depths differ in
/// @param heightInput the height, as given
public record UncertaintyBudget(
        double card, double keypoint, double regressor, double heightInput) {

    private static final double COVERAGE = 1.96;

    /// Half the width of the 95 % interval.
    public double total() {
        return halfInterval(deviation());
    }

    /// The same of a part alone.
    ///
    /// @param deviation standard deviation
    public static double halfInterval(double deviation) {
        return COVERAGE * deviation;
    }

    /// Standard deviation of the whole.
    double deviation() {
        return Math.sqrt(
                card * card
                        + keypoint * keypoint
                        + regressor * regressor
                        + heightInput * heightInput);
    }
}
