package io.dermflow.imaging.card;

import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.geometry.Point;
import java.util.List;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A flat scene of skin with a card and a dark spot, all placed in millimetres, seen by a pinhole
/// camera from any side: the truth of every length is known.
public final class TableTop implements AutoCloseable {

    public static final double WIDTH_MM = 180;
    public static final double HEIGHT_MM = 130;
    public static final double CARD_LEFT_MM = 20;
    public static final double CARD_TOP_MM = 20;
    public static final double SPOT_X_MM = 140;
    public static final double SPOT_Y_MM = 60;
    public static final double SPOT_DIAMETER_MM = 14;
    private static final double PX_PER_MM = 12;

    private static final Point MIDDLE = new Point(WIDTH_MM / 2, HEIGHT_MM / 2);

    private final Mat scene;

    private TableTop(Mat scene) {
        this.scene = scene;
    }

    /// What the camera saw, and how the scene's millimetres come to its pixels.
    public record Shot(Mat picture, Homography fromMm) implements AutoCloseable {
        @Override
        public void close() {
            picture.release();
        }
    }

    /// What is in the picture's middle.
    ///
    /// @param nearer 1 sees the whole table, 2 half of it
    public record Aim(Point mm, double nearer) {}

    public static TableTop skin(Srgb tone) {
        io.dermflow.imaging.decode.OpenCvLibrary.load();
        var size = new Size(WIDTH_MM * PX_PER_MM, HEIGHT_MM * PX_PER_MM);
        var scene =
                new Mat(size, CvType.CV_8UC3, new Scalar(tone.blue(), tone.green(), tone.red()));
        Imgproc.circle(
                scene,
                new org.opencv.core.Point(SPOT_X_MM * PX_PER_MM, SPOT_Y_MM * PX_PER_MM),
                (int) (SPOT_DIAMETER_MM / 2 * PX_PER_MM),
                new Scalar(35, 45, 75),
                Imgproc.FILLED,
                Imgproc.LINE_AA);
        return new TableTop(scene);
    }

    /// Moles and freckles of many sizes, brown and red, and darker and paler places of skin.
    ///
    /// @param seed the same seed gives the same skin
    public TableTop withMarks(int marks, long seed) {
        var random = new Random(seed);
        mottle(seed);
        var darker = Mat.zeros(scene.size(), CvType.CV_8UC3);
        for (var i = 0; i < marks; i++) {
            mark(darker, random);
        }
        Core.subtract(scene, darker, scene);
        darker.release();
        return this;
    }

    private static void mark(Mat darker, Random random) {
        var at =
                new org.opencv.core.Point(
                        random.nextDouble() * darker.cols(), random.nextDouble() * darker.rows());
        var radius = PX_PER_MM * Math.exp(random.nextDouble(Math.log(0.4), Math.log(2.4)));
        var dark = random.nextDouble(15, 70);
        Imgproc.ellipse(
                darker,
                at,
                new Size(radius, radius * random.nextDouble(0.5, 1)),
                random.nextDouble(180),
                0,
                360,
                new Scalar(dark, dark, random.nextDouble(0.2, 0.9) * dark),
                Imgproc.FILLED,
                Imgproc.LINE_AA);
    }

    private void mottle(long seed) {
        Core.setRNGSeed((int) seed);
        var coarse = new Mat((int) HEIGHT_MM / 3, (int) WIDTH_MM / 3, CvType.CV_16SC3);
        Core.randn(coarse, 0, 3);
        Imgproc.resize(coarse, coarse, scene.size(), 0, 0, Imgproc.INTER_CUBIC);
        scene.convertTo(scene, CvType.CV_16SC3);
        Core.add(scene, coarse, scene);
        scene.convertTo(scene, CvType.CV_8UC3);
        coarse.release();
    }

    public TableTop withMarkedCard() {
        var card = CardSheet.draw(PX_PER_MM);
        var place =
                scene.submat(
                        new Rect(
                                (int) (CARD_LEFT_MM * PX_PER_MM),
                                (int) (CARD_TOP_MM * PX_PER_MM),
                                card.cols(),
                                card.rows()));
        card.copyTo(place);
        place.release();
        card.release();
        return this;
    }

    /// A rectangle of ID-1 size.
    ///
    /// @param radiusMm of its corners; 3.18 on a real card
    public TableTop withPlainCard(Srgb colour, double radiusMm, double widthMm, double heightMm) {
        var fill = new Scalar(colour.blue(), colour.green(), colour.red());
        var left = CARD_LEFT_MM * PX_PER_MM;
        var top = CARD_TOP_MM * PX_PER_MM;
        var right = Math.rint(left + widthMm * PX_PER_MM) - 1;
        var low = Math.rint(top + heightMm * PX_PER_MM) - 1;
        var radius = radiusMm * PX_PER_MM;
        rectangle(left + radius, top, right - radius, low, fill);
        rectangle(left, top + radius, right, low - radius, fill);
        for (var x : new double[] {left + radius, right - radius}) {
            for (var y : new double[] {top + radius, low - radius}) {
                Imgproc.circle(
                        scene,
                        new org.opencv.core.Point(x, y),
                        (int) Math.rint(radius),
                        fill,
                        Imgproc.FILLED);
            }
        }
        return this;
    }

    private void rectangle(double left, double top, double right, double low, Scalar fill) {
        Imgproc.rectangle(
                scene,
                new org.opencv.core.Point(left, top),
                new org.opencv.core.Point(right, low),
                fill,
                Imgproc.FILLED);
    }

    /// Seen with a tilt of up to 30 degrees, any turn, some noise.
    public Shot shot(int width, int height, Random random) {
        return shot(
                width,
                height,
                (random.nextDouble() - 0.5) * 60,
                (random.nextDouble() - 0.5) * 60,
                random.nextDouble() * 360,
                1 + random.nextInt(1000));
    }

    public Shot shot(
            int width, int height, double tiltX, double tiltY, double turn, int noiseSeed) {
        return shot(width, height, tiltX, tiltY, turn, noiseSeed, new Aim(MIDDLE, 1));
    }

    /// @param aim at what the camera is held
    public Shot shot(
            int width,
            int height,
            double tiltX,
            double tiltY,
            double turn,
            int noiseSeed,
            Aim aim) {
        var fromMm = camera(width, height, tiltX, tiltY, turn, aim);
        // Twice the size, then halved, so that edges are mixed as on a sensor.
        var large = scaled(fromMm, 2);
        var toLarge = matrix(large, PX_PER_MM);
        var big = new Mat();
        Imgproc.warpPerspective(
                scene,
                big,
                toLarge,
                new Size(2.0 * width, 2.0 * height),
                Imgproc.INTER_AREA,
                Core.BORDER_REPLICATE);
        var picture = new Mat();
        Imgproc.resize(big, picture, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
        Imgproc.GaussianBlur(picture, picture, new Size(0, 0), 0.7);
        big.release();
        toLarge.release();
        noise(picture, noiseSeed);
        return new Shot(picture, fromMm);
    }

    @Override
    public void close() {
        scene.release();
    }

    /// Pinhole camera with a focal length of 1.1 long sides, far enough to see the whole table.
    private static Homography camera(
            int width, int height, double tiltX, double tiltY, double turn, Aim aim) {
        var focal = 1.1 * Math.max(width, height);
        var rotation = rotation(tiltX, tiltY, turn);
        var whole = 1.25 * focal * Math.hypot(WIDTH_MM, HEIGHT_MM) / Math.hypot(width, height);
        var distance = whole / aim.nearer();
        var corners =
                List.of(
                        new Point(0, 0),
                        new Point(WIDTH_MM, 0),
                        new Point(WIDTH_MM, HEIGHT_MM),
                        new Point(0, HEIGHT_MM));
        return Homography.between(
                corners,
                corners.stream()
                        .map(mm -> new Point(mm.x() - aim.mm().x(), mm.y() - aim.mm().y()))
                        .map(mm -> seen(mm, rotation, distance, focal, width, height))
                        .toList());
    }

    /// @param mm from where the camera is held at
    private static Point seen(
            Point mm, double[] r, double distance, double focal, int width, int height) {
        var x = mm.x();
        var y = mm.y();
        var depth = r[6] * x + r[7] * y + distance;
        return new Point(
                width / 2.0 + focal * (r[0] * x + r[1] * y) / depth,
                height / 2.0 + focal * (r[3] * x + r[4] * y) / depth);
    }

    private static double[] rotation(double tiltX, double tiltY, double turn) {
        var a = Math.toRadians(tiltX);
        var b = Math.toRadians(tiltY);
        var c = Math.toRadians(turn);
        return times(
                times(
                        new double[] {
                            1, 0, 0, 0, Math.cos(a), -Math.sin(a), 0, Math.sin(a), Math.cos(a)
                        },
                        new double[] {
                            Math.cos(b), 0, Math.sin(b), 0, 1, 0, -Math.sin(b), 0, Math.cos(b)
                        }),
                new double[] {Math.cos(c), -Math.sin(c), 0, Math.sin(c), Math.cos(c), 0, 0, 0, 1});
    }

    private static double[] times(double[] left, double[] right) {
        var product = new double[9];
        for (var i = 0; i < 9; i++) {
            for (var k = 0; k < 3; k++) {
                product[i] += left[i / 3 * 3 + k] * right[3 * k + i % 3];
            }
        }
        return product;
    }

    /// To a picture of another size: a pixel's centre, not its corner, is at its number.
    private static Homography scaled(Homography fromMm, int factor) {
        var corners =
                List.of(
                        new Point(0, 0),
                        new Point(WIDTH_MM, 0),
                        new Point(WIDTH_MM, HEIGHT_MM),
                        new Point(0, HEIGHT_MM));
        return Homography.between(
                corners,
                corners.stream()
                        .map(fromMm::apply)
                        .map(p ->
                                new Point(
                                        (p.x() + 0.5) * factor - 0.5, (p.y() + 0.5) * factor - 0.5))
                        .toList());
    }

    private static Mat matrix(Homography fromMm, double pxPerMm) {
        var corners =
                List.of(
                        new Point(0, 0),
                        new Point(WIDTH_MM, 0),
                        new Point(WIDTH_MM, HEIGHT_MM),
                        new Point(0, HEIGHT_MM));
        return Homography.between(
                        corners.stream()
                                .map(mm ->
                                        new Point(mm.x() * pxPerMm - 0.5, mm.y() * pxPerMm - 0.5))
                                .toList(),
                        corners.stream().map(fromMm::apply).toList())
                .toMat();
    }

    private static void noise(Mat picture, int seed) {
        Core.setRNGSeed(seed);
        var noise = new Mat(picture.size(), CvType.CV_16SC3);
        Core.randn(noise, 0, 3);
        picture.convertTo(picture, CvType.CV_16SC3);
        Core.add(picture, noise, picture);
        picture.convertTo(picture, CvType.CV_8UC3);
        noise.release();
    }
}
