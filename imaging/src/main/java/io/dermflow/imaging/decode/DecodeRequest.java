package io.dermflow.imaging.decode;

/// How to decode.
///
/// @param mediaType `image/jpeg`, `image/png` or `image/webp`
/// @param orientation EXIF orientation 1..8, applied once
/// @param minLongSide the decoded long side may be reduced, but never under this, pixels;
///   [#FULL_SIZE] for no reduction
public record DecodeRequest(String mediaType, int orientation, int minLongSide) {

    public static final int FULL_SIZE = Integer.MAX_VALUE;

    public DecodeRequest {
        if (orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException("EXIF orientation out of 1..8: " + orientation);
        }
    }
}
