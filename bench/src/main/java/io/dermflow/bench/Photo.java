package io.dermflow.bench;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/// Photos of two sizes, made from the sample that the project generated, with a sensor's noise, so
/// that a JPEG of them is about as large as a phone's. Each number gives other bytes.
enum Photo {
    SMALL("0.3 MP", 640, 480),
    LARGE("12 MP", 4000, 3000);

    private static final double NOISE = 6;

    private final String label;
    private final int width;
    private final int height;

    /// Made once, with noise; a variant only changes a few pixels of it.
    private volatile BufferedImage scene;

    @SuppressWarnings("NullAway.Init") // the scene is painted when it is first asked for
    Photo(String label, int width, int height) {
        this.label = label;
        this.width = width;
        this.height = height;
    }

    String label() {
        return label;
    }

    /// The variant with this number.
    byte[] jpeg(int number) {
        return Variant.jpeg(scene(), number);
    }

    private synchronized BufferedImage scene() {
        if (scene == null) {
            scene = paint();
        }
        return scene;
    }

    private BufferedImage paint() {
        BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = large.createGraphics();
        pen.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(Variant.sample("skin-sample.jpg"), 0, 0, width, height, null);
        pen.dispose();
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                large.setRGB(x, y, noisy(large.getRGB(x, y), random.nextGaussian() * NOISE));
            }
        }
        return large;
    }

    private static int noisy(int rgb, double noise) {
        int add = (int) Math.round(noise);
        return channel(rgb >> 16, add) << 16 | channel(rgb >> 8, add) << 8 | channel(rgb, add);
    }

    private static int channel(int value, int add) {
        return Math.clamp((value & 0xff) + add, 0, 255);
    }
}
