package io.dermflow.imaging.decode;

/// How to decode.
///
/// @param mediaType `image/jpeg`, `image/png` or `image/webp`
/// @param orientation EXIF orientation 1..8, applied once
/// @param minLongSide the decoded long side may be reduced, but never under this, pixels;
///   [#FULL_SIZE] for no reduction
public record DecodeRequest(String mediaType, int orientation, int minLongSide) {

    public static final int FULL_SIZE = Integer.MAX_VALUE;

    private static final int LARGEST_REDUCTION = 8;

    public DecodeRequest {
        if (orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException("EXIF orientation out of 1..8: " + orientation);
        }
    }

    /// The largest of 1, 2, 4, 8 by which a picture may be divided; reduced sides are rounded up
    /// (libjpeg, `jpeg_calc_output_dimensions`).
    int reduction(int width, int height) {
        var longSide = Math.max(width, height);
        for (var divisor = LARGEST_REDUCTION; divisor > 1; divisor /= 2) {
            if (Math.ceilDiv(longSide, divisor) >= minLongSide) {
                return divisor;
            }
        }
        return 1;
    }
}
