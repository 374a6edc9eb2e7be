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
/// @param isotropy of a soft picture: least over greatest mean square of the second derivative of
///   luma by direction; 1 of a sharper one
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
        double noise) {}
