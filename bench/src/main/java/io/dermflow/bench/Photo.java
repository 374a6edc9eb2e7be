package io.dermflow.bench;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/// Photos of two sizes, made from the sample that the project generated, with a sensor's noise, so
/// that a JPEG of them is about as large as a phone's. Each number gives other bytes.
enum Photo {
    SMALL("0.3 MP", 640, 480),
    LARGE("12 MP", 4000, 3000);

    private static final double NOISE = 6;
    private static final float JPEG_QUALITY = 0.88f;
    private static final int MARKS = 64;

    /// Where ImageIO writes JFIF 1.02. The canonical form says 1.01, and with it the entropy check
    /// takes these files as intake would hand them on.
    private static final int JFIF_MINOR_VERSION = 12;

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
        BufferedImage variant = copy(scene());
        Random random = new Random(number);
        for (int i = 0; i < MARKS; i++) {
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            variant.setRGB(x, y, variant.getRGB(x, y) ^ 0x0f0f0f);
        }
        return encode(variant);
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
        pen.drawImage(sample(), 0, 0, width, height, null);
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

    private static BufferedImage copy(BufferedImage picture) {
        return new BufferedImage(picture.getColorModel(), picture.copyData(null), false, null);
    }

    private static BufferedImage sample() {
        try (InputStream in = Photo.class.getResourceAsStream("/sample/skin-sample.jpg")) {
            return ImageIO.read(Objects.requireNonNull(in, "the launcher's sample"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encode(BufferedImage picture) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter writer = writers.next();
        ImageWriteParam quality = writer.getDefaultWriteParam();
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(JPEG_QUALITY);
        try (var bytes = new ByteArrayOutputStream();
                var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), quality);
            out.flush();
            byte[] file = bytes.toByteArray();
            file[JFIF_MINOR_VERSION] = 1;
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }
}
