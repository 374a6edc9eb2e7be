package io.dermflow.imaging.decode;

import java.util.Optional;

/// Width and height of a JPEG as stored, from its frame header.
record JpegSize(int width, int height) {

    private static final int FIRST_SEGMENT = 2;

    static Optional<JpegSize> of(byte[] jpeg) {
        var at = FIRST_SEGMENT;
        while (at + 9 <= jpeg.length && jpeg[at] == (byte) 0xFF) {
            var marker = jpeg[at + 1] & 0xFF;
            if (isFrame(marker)) {
                return Optional.of(
                        new JpegSize(unsignedShort(jpeg, at + 7), unsignedShort(jpeg, at + 5)));
            }
            at += 2 + unsignedShort(jpeg, at + 2);
        }
        return Optional.empty();
    }

    /// The largest of 1, 2, 4, 8 that keeps the long side at or over the bound; the decoder rounds
    /// the reduced size up (libjpeg, `jpeg_calc_output_dimensions`).
    int reduction(int minLongSide) {
        var longSide = Math.max(width, height);
        for (var divisor = 8; divisor > 1; divisor /= 2) {
            if ((longSide + divisor - 1) / divisor >= minLongSide) {
                return divisor;
            }
        }
        return 1;
    }

    /// SOF0 to SOF15 without DHT, JPG and DAC.
    private static boolean isFrame(int marker) {
        return marker >= 0xC0
                && marker <= 0xCF
                && marker != 0xC4
                && marker != 0xC8
                && marker != 0xCC;
    }

    private static int unsignedShort(byte[] data, int at) {
        return (data[at] & 0xFF) << 8 | data[at + 1] & 0xFF;
    }
}
