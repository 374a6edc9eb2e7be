package io.dermflow.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/// Pictures of one scene that differ in a few pixels: nothing may be known of one from another.
final class Variant {

    private static final float JPEG_QUALITY = 0.88f;
    private static final int MARKS = 64;

    /// Where ImageIO writes JFIF 1.02. The canonical form says 1.01, and with it the entropy check
    /// takes these files as intake would hand them on.
    private static final int JFIF_MINOR_VERSION = 12;

    private Variant() {}

    /// The same number gives the same bytes.
    static byte[] jpeg(BufferedImage scene, int number) {
        BufferedImage variant =
                new BufferedImage(scene.getColorModel(), scene.copyData(null), false, null);
        Random random = new Random(number);
        for (int i = 0; i < MARKS; i++) {
            int x = random.nextInt(scene.getWidth());
            int y = random.nextInt(scene.getHeight());
            variant.setRGB(x, y, variant.getRGB(x, y) ^ 0x0f0f0f);
        }
        return encode(variant);
    }

    /// One of the launcher's generated samples.
    static BufferedImage sample(String name) {
        try (InputStream in = Variant.class.getResourceAsStream("/sample/" + name)) {
            return ImageIO.read(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encode(BufferedImage picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
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
