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
        return pattern(x, y, channel) % 256;
    }

    /// A dark round spot on light skin.
    static Pixel spot(int atX, int atY, int squaredRadius) {
        int[] skin = {200, 160, 140};
        return (x, y, channel) -> {
            boolean inside = (x - atX) * (x - atX) + (y - atY) * (y - atY) < squaredRadius;
            return skin[channel] + pattern(x, y, channel) % 16 - (inside ? 90 : 0);
        };
    }

    /// A head, a trunk and two legs, nine tenths as tall as the picture.
    static Pixel figure(int width, int height) {
        double unit = height / 256.0;
        int[] cloth = {60, 70, 110};
        return (x, y, channel) -> {
            int off = Math.abs(x - width / 2);
            boolean head = off * off + Math.pow(y - 40 * unit, 2) < 196 * unit * unit;
            boolean trunk = y >= 60 * unit && y < 140 * unit && off < 22 * unit;
            boolean legs = y >= 140 * unit && y < 230 * unit && off > 3 * unit && off < 20 * unit;
            int shade = head || trunk || legs ? cloth[channel] : 200;
            return shade + pattern(x, y, channel) % 16;
        };
    }

    /// Eyes, brows and a mouth on an oval; the picture is square.
    ///
    /// @param side a multiple of 128
    /// @param behind the shade around the face
    static Pixel face(int side, int behind) {
        int unit = side / 128;
        int[] skin = {200, 150, 120};
        int[] dark = {50, 40, 40};
        return (x, y, channel) -> {
            int off = Math.abs(x - 64 * unit);
            boolean eye = square(off - 15 * unit) + square(y - 56 * unit) < 16 * unit * unit;
            boolean brow = off > 8 * unit && off < 23 * unit && y >= 45 * unit && y < 48 * unit;
            boolean mouth = square(off) + 9 * square(y - 86 * unit) < 144 * unit * unit;
            boolean face = 2 * square(off) + square(y - 64 * unit) < 2116 * unit * unit;
            int shade = eye || brow || mouth ? dark[channel] : face ? skin[channel] : behind;
            return shade + pattern(x, y, channel) % 16;
        };
    }

    private static int pattern(int x, int y, int channel) {
        return 7 * x + 13 * y + 29 * channel;
    }

    private static int square(int number) {
        return number * number;
    }
}
