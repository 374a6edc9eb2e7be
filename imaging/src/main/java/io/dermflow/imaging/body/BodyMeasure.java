package io.dermflow.imaging.body;

/// One measure.
///
/// @param value centimetres
/// @param unusual whether an input lies outside of what the coefficients were fitted on
public record BodyMeasure(
        BodyTarget target, double value, UncertaintyBudget budget, boolean unusual) {

    private static final double COVERAGE = 1.96;

    /// An interval that reaches farther than this share of the value is too wide to buy clothes by:
    /// more than a size.
    private static final double TOO_WIDE = 0.1;

    /// A figure that is wrong by less than this share of itself serves.
    private static final double SERVES = 0.05;

    /// The probability that a figure is right to within 5 %, for an error that is normal.
    ///
    /// @param uncertainty half the width of its 95 % interval
    /// @return 0..1
    public static double confidence(double value, double uncertainty) {
        return uncertainty <= 0 ? 1 : erf(SERVES * value * COVERAGE / uncertainty / Math.sqrt(2));
    }

    /// @param uncertainty half the width of its 95 % interval
    public static boolean uncertain(double value, double uncertainty) {
        return uncertainty > TOO_WIDE * value;
    }

    /// Abramowitz and Stegun 7.1.26, to 1.5e-7.
    private static double erf(double x) {
        var t = 1 / (1 + 0.3275911 * x);
        var polynomial =
                t
                        * (0.254829592
                                + t
                                        * (-0.284496736
                                                + t
                                                        * (1.421413741
                                                                + t
                                                                        * (-1.453152027
                                                                                + t
                                                                                        * 1.061405429))));
        return 1 - polynomial * Math.exp(-x * x);
    }
}
