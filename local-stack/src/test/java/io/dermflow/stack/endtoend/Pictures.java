package io.dermflow.stack.endtoend;

import java.awt.Color;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;

/// Pictures for tests, made from the sample that the project generated: each seed gives other bytes
/// of the same scene.
final class Pictures {

    private static final BufferedImage SAMPLE = read("/sample/skin-sample.jpg");

    private Pictures() {}

    /// A JPEG of 800 x 600 pixels.
    static byte[] skin(long seed) {
        return encoded(seed, "jpg");
    }

    static byte[] skinPng(long seed) {
        return encoded(seed, "png");
    }

    /// The generated sample of a body, with a few pixels of its own.
    ///
    /// @param view `front` or `side`
    static byte[] body(String view, long seed) {
        BufferedImage picture = read("/sample/body-" + view + ".jpg");
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            int x = random.nextInt(picture.getWidth());
            int y = random.nextInt(picture.getHeight());
            picture.setRGB(x, y, picture.getRGB(x, y) ^ 0x070707);
        }
        return encode(picture, "jpg");
    }

    /// The sample of a body from the front as a phone of 12 megapixels would have taken it, with
    /// Dermflow's card beside it at the body's distance, as `./dermflow card` draws it.
    static byte[] bodyBesideCard() {
        var picture = new BufferedImage(3000, 4000, BufferedImage.TYPE_INT_RGB);
        // 162.8 cm of body on 0.86 of the height, a card of 85.60 x 53.98 mm.
        double pixelsPerMm = 0.86 * picture.getHeight() / 1628;
        int width = (int) Math.rint(85.60 * pixelsPerMm);
        int height = (int) Math.rint(53.98 * pixelsPerMm);
        Image card = read("/endtoend/card.png");
        var pen = picture.createGraphics();
        pen.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(
                read("/sample/body-front.jpg"),
                0,
                0,
                picture.getWidth(),
                picture.getHeight(),
                null);
        pen.drawImage(
                card.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING),
                2260,
                2093,
                null);
        pen.dispose();
        return encode(picture, "jpg");
    }

    /// The rendered face, as it ships.
    static byte[] face() {
        return bytes("/sample/face-sample.jpg");
    }

    /// An electronics board, drawn by vision-worker's `DrawnBoard` (seed 1), on which the shipped
    /// lesion net finds something.
    static byte[] board() {
        return bytes("/endtoend/board.jpg");
    }

    /// A picture that no quality gate should accept: one grey.
    static byte[] blank() {
        BufferedImage grey = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        var pen = grey.createGraphics();
        pen.setColor(Color.DARK_GRAY);
        pen.fillRect(0, 0, 400, 300);
        pen.dispose();
        return encode(grey, "jpg");
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Pictures.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(long seed, String format) {
        BufferedImage picture = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.drawImage(SAMPLE.getScaledInstance(800, 600, Image.SCALE_FAST), 0, 0, null);
        pen.dispose();
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            int x = random.nextInt(800);
            int y = random.nextInt(600);
            picture.setRGB(x, y, picture.getRGB(x, y) ^ 0x070707);
        }
        return encode(picture, format);
    }

    private static byte[] encode(BufferedImage picture, String format) {
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(picture, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage read(String resource) {
        try (InputStream in = Pictures.class.getResourceAsStream(resource)) {
            return ImageIO.read(Objects.requireNonNull(in, resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
