package io.dermflow.imaging.body;

/// How well the inputs are known, as standard deviations.
///
/// @param widthCm of each breadth and depth by itself: where the outline was seen
/// @param statureCm of the height: as given, or as measured
/// @param scale of all breadths and depths together, relative: that of the card; 0 when the height
///   itself gave the scale
/// @param scaledByHeight whether an error of the height is one of every width too
public record InputErrors(double widthCm, double statureCm, double scale, boolean scaledByHeight) {

    /// From here on the coefficients are used that were fitted to inputs with an error of 1 cm.
    private static final double NOISY_CM = 0.4;

    boolean noisy() {
        return widthCm >= NOISY_CM;
    }
}
