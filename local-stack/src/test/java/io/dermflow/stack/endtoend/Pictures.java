package io.dermflow.stack.endtoend;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
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

    /// The scene of [#skin] with a camera's grain: white noise of 20 levels.
    static byte[] grainy() {
        BufferedImage picture = scene();
        Random random = new Random(1);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                Color pixel = new Color(picture.getRGB(x, y));
                picture.setRGB(
                        x,
                        y,
                        new Color(
                                        grain(pixel.getRed(), random),
                                        grain(pixel.getGreen(), random),
                                        grain(pixel.getBlue(), random))
                                .getRGB());
            }
        }
        return encode(picture, "jpg");
    }

    private static int grain(int level, Random random) {
        return (int) Math.clamp(Math.rint(level + random.nextGaussian(0, 20)), 0, 255);
    }

    /// The scene of [#skin], moved sideways by 12 pixels while it was taken.
    static byte[] moved() {
        float[] path = new float[12];
        Arrays.fill(path, 1f / path.length);
        var along = new Kernel(path.length, 1, path);
        return encode(
                new ConvolveOp(along, ConvolveOp.EDGE_NO_OP, null).filter(scene(), null), "jpg");
    }

    /// 30 marks on plain skin, two tones each.
    static byte[] manyMarks() {
        var picture = new BufferedImage(1600, 1200, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int grain = (int) Math.rint(random.nextGaussian(0, 5));
                picture.setRGB(x, y, new Color(205 + grain, 160 + grain, 135 + grain).getRGB());
            }
        }
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 6; column++) {
                disc(pen, 140 + 260 * column, 130 + 235 * row, 50 + random.nextInt(15));
            }
        }
        pen.dispose();
        return encode(picture, "jpg");
    }

    private static void disc(Graphics2D pen, int x, int y, int radius) {
        pen.setColor(new Color(110, 66, 44));
        pen.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        pen.setColor(new Color(84, 48, 32));
        pen.fillOval(x - radius / 2, y - radius / 2, radius, radius);
    }

    /// The rendered face, as it ships.
    static byte[] face() {
        return bytes("/sample/face-sample.jpg");
    }

    /// The rendered face, its head leaning by 36 degrees, in light from the right alone.
    static byte[] leaningFaceInLightFromOneSide() {
        BufferedImage face = read("/sample/face-sample.jpg");
        var pen = face.createGraphics();
        // From the ear in the dark to the other.
        pen.setPaint(
                new GradientPaint(60, 0, new Color(0, 0, 0, 205), 420, 0, new Color(0, 0, 0, 0)));
        pen.fillRect(0, 0, face.getWidth(), face.getHeight());
        pen.dispose();
        var picture = new BufferedImage(960, 960, BufferedImage.TYPE_INT_RGB);
        var turned = picture.createGraphics();
        turned.setColor(Color.GRAY);
        turned.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        turned.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        turned.rotate(Math.toRadians(-36), picture.getWidth() / 2.0, picture.getHeight() / 2.0);
        turned.drawImage(
                face,
                (picture.getWidth() - face.getWidth()) / 2,
                (picture.getHeight() - face.getHeight()) / 2,
                null);
        turned.dispose();
        return encode(picture, "jpg");
    }

    /// Dermflow's card on a dark cloth, a thumb on one of its corners.
    static byte[] coveredCard() {
        var picture = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(new Color(60, 50, 40));
        pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        Image card =
                read("/endtoend/card.png").getScaledInstance(500, 315, Image.SCALE_AREA_AVERAGING);
        pen.drawImage(card, 130, 130, null);
        pen.setColor(new Color(200, 150, 125));
        pen.fillOval(100, 100, 118, 118);
        pen.dispose();
        return encode(picture, "jpg");
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

    private static BufferedImage scene() {
        BufferedImage picture = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.drawImage(SAMPLE.getScaledInstance(800, 600, Image.SCALE_FAST), 0, 0, null);
        pen.dispose();
        return picture;
    }

    private static byte[] encoded(long seed, String format) {
        BufferedImage picture = scene();
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
