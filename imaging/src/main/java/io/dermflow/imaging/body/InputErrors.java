package io.dermflow.imaging.body;

/// How well the inputs are known, as standard deviations.
///
/// @param widthCm of each breadth and depth by itself: where the outline was seen
/// @param shoulderCm the same of the shoulders' breadth, which arms make less certain
/// @param statureCm of the height: as given, or as measured
/// @param scale of all breadths and depths together, relative: that of the card, or of the
///   outline's height where the height gave the scale
/// @param scaledByHeight whether an error of the height is one of every width too
public record InputErrors(
        double widthCm, double shoulderCm, double statureCm, double scale, boolean scaledByHeight) {

    static final InputErrors NONE = new InputErrors(0, 0, 0, false);

    /// From here on the coefficients are used that were fitted to inputs with an error of 1 cm.
    private static final double NOISY_CM = 0.4;

    /// The shoulders as well known as the rest.
    public InputErrors(double widthCm, double statureCm, double scale, boolean scaledByHeight) {
        this(widthCm, widthCm, statureCm, scale, scaledByHeight);
    }

    /// @param input place in [BodyWidths#inputs()], from 1
    double ofWidth(int input) {
        return input == 1 ? shoulderCm : widthCm;
    }

    boolean noisy() {
        return widthCm >= NOISY_CM;
    }
}
