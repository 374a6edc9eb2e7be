package io.dermflow.vision.model;

import java.nio.ByteBuffer;

/// Pictures by formula, as the golden files of the shipped models describe them.
final class GoldenPicture {

    /// The value of one channel, 0..255.
    interface Pixel {
        int value(int x, int y, int channel);
    }

    private GoldenPicture() {}

    /// @return height x width x 3 bytes
    static ByteBuffer drawn(int width, int height, Pixel pixel) {
        var image = ByteBuffer.allocateDirect(width * height * 3);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    image.put((byte) pixel.value(x, y, channel));
                }
            }
        }
        return image.flip();
    }

    static int stripes(int x, int y, int channel) {
        return (7 * x + 13 * y + 29 * channel) % 256;
    }
}
