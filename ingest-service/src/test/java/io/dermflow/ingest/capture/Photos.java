package io.dermflow.ingest.capture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/// Small real pictures made by the JDK's own encoders.
final class Photos {

    static {
        ImageIO.setUseCache(false);
    }

    private Photos() {}

    /// Another seed gives another picture.
    static byte[] jpeg(long seed) {
        return encoded(noise(seed, 96, 80), "jpg");
    }

    static byte[] png(long seed) {
        return encoded(noise(seed, 96, 80), "png");
    }

    /// Noise hardly compresses: about `side * side` bytes.
    static byte[] largeJpeg(long seed, int side) {
        return encoded(noise(seed, side, side), "jpg");
    }

    private static BufferedImage noise(long seed, int width, int height) {
        var random = new Random(seed);
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, new Color(random.nextInt(1 << 24)).getRGB());
            }
        }
        return picture;
    }

    private static byte[] encoded(BufferedImage picture, String format) {
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(picture, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
