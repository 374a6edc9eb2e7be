package io.dermflow.imaging.quality;

/// What is measured of a picture, once; luma is 0..255 at a long side of at most 512 pixels.
///
/// @param blur variance of the Laplacian of luma
/// @param meanLuma 0..255
/// @param contrast standard deviation of luma over its mean: the same for dark and light skin
/// @param clippedHighlights share of pixels with all channels at 254 or more
/// @param clippedShadows share of pixels with all channels at 3 or less
/// @param shortSide of the full picture, pixels
/// @param flatTail share of rows at the lower edge without any structure
/// @param skinShare share of skin-like pixels
/// @param isotropy least over greatest mean square of the second derivative of luma by direction
/// @param noise standard deviation of luma's noise, 0..255
record Figures(
        double blur,
        double meanLuma,
        double contrast,
        double clippedHighlights,
        double clippedShadows,
        double shortSide,
        double flatTail,
        double skinShare,
        double isotropy,
        double noise) {

    /// Below this much of `blur` a picture is soft.
    private static final double SOFT = 35;

    /// `isotropy` of a soft picture; 1 of a sharper one, which has lost no detail and whose
    /// directions are those of what it shows: hair, folds.
    double isotropyIfSoft() {
        return blur < SOFT ? isotropy : 1;
    }
}
