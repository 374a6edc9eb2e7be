package io.dermflow.imaging.body;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.lesion.LesionMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// A body of elliptic slices in space, seen by a pinhole camera: what [DrawnFigure] is not.
/// Measures, heights of chest, waist and hip, lens, distance, height and pitch of the camera are
/// drawn. Centimetres; y up from the floor, z towards the viewer.
final class PhotographedFigure {

    static final int WIDTH = 600;
    static final int HEIGHT = 800;
    private static final int CORNERS = 16;

    /// Means and standard deviations over ANSUR II: stature, then as [BodyWidths].
    private static final double[] MEAN = {171.4, 49.1, 28.3, 31.8, 34.8, 25.2, 23.0, 24.2};

    private static final double[] DEVIATION = {9.0, 4.2, 2.1, 3.6, 2.5, 2.7, 3.6, 2.6};

    private final Random random;
    private final double toesAhead;
    private final double[] measures;
    private final double chestAt;
    private final double waistAt;
    private final double hipAt;
    private final double focal;
    private final double distance;
    private final double cameraHeight;
    private final double pitch;

    PhotographedFigure(long seed) {
        random = new Random(seed);
        var build = random.nextGaussian();
        measures = new double[MEAN.length];
        for (var i = 0; i < MEAN.length; i++) {
            // Breadths and depths go together: two thirds of their variance is the build.
            var own = random.nextGaussian();
            measures[i] = MEAN[i] + DEVIATION[i] * clamp(i == 0 ? own : 0.8 * build + 0.6 * own);
        }
        chestAt = height(Level.CHEST);
        waistAt = height(Level.WAIST);
        hipAt = height(Level.HIP);
        // From a phone's main camera at 24 mm to 40 mm on film of 36 mm.
        focal = (0.67 + 0.43 * random.nextDouble()) * HEIGHT;
        // Held between hip and chin; as near as the feet allow, and up to a third farther.
        var eye = 0.5 + 0.25 * random.nextDouble();
        cameraHeight = measures[0] * eye;
        var share = 0.42 / eye * (0.75 + 0.25 * random.nextDouble());
        distance = focal * measures[0] / (share * HEIGHT);
        toesAhead = 0.52 + 0.13 * random.nextDouble();
        pitch = Math.toRadians(clamp(random.nextGaussian()));
    }

    BodyWidths truth() {
        return new BodyWidths(
                measures[0],
                measures[1],
                measures[2],
                measures[3],
                measures[4],
                Optional.of(new BodyWidths.Depths(measures[5], measures[6], measures[7])));
    }

    Silhouette front() {
        return photographed(0);
    }

    Silhouette side() {
        return photographed(1);
    }

    private double height(Level level) {
        return measures[0] * (level.share + level.deviation * clamp(random.nextGaussian()));
    }

    private static double clamp(double gaussian) {
        return Math.clamp(gaussian, -2.0, 2.0);
    }

    /// One ellipse: x and z of its middle, its height, half its breadth and half its depth.
    private record Slice(double x, double z, double y, double across, double deep) {}

    private List<List<Slice>> parts() {
        var tall = measures[0];
        List<List<Slice>> parts = new ArrayList<>();
        parts.add(
                List.of(
                        slice(tall, 2, 2),
                        slice(0.985 * tall, 12, 15),
                        slice(0.93 * tall, 15.5, 19),
                        slice(0.88 * tall, 11, 14)));
        parts.add(
                List.of(
                        slice(0.88 * tall, 12, 12),
                        slice(0.845 * tall, 13.5, 13),
                        slice(0.8201 * tall, measures[1] - 13, 15),
                        slice(0.785 * tall, measures[1] - 8, 17),
                        slice(0.765 * tall, measures[2] * 1.02, measures[5] * 0.94),
                        slice(chestAt, measures[2], measures[5]),
                        slice(
                                (chestAt + waistAt) / 2,
                                (measures[2] + 2 * measures[3]) / 3,
                                measures[6]),
                        slice(waistAt, measures[3], measures[6]),
                        slice(
                                (waistAt + hipAt) / 2,
                                (measures[3] + 2 * measures[4]) / 3,
                                (measures[6] + measures[7]) / 2),
                        slice(hipAt, measures[4], measures[7]),
                        slice(0.475 * tall, measures[4] * 0.95, measures[7] * 0.8)));
        for (var way : new int[] {-1, 1}) {
            parts.add(leg(way));
            parts.add(foot(way));
            parts.add(arm(way));
        }
        return parts;
    }

    private static Slice slice(double y, double breadth, double depth) {
        return new Slice(0, 0, y, breadth / 2, depth / 2);
    }

    private List<Slice> leg(int way) {
        var x = way * measures[4] / 4;
        return List.of(
                new Slice(x, 0, 0.5 * measures[0], measures[4] / 4, 8),
                new Slice(x, 0, 0.28 * measures[0], 5.5, 6),
                new Slice(x, -3, 0.05 * measures[0], 3.6, 4.5),
                new Slice(x, -3, 1, 3.6, 4.5));
    }

    /// From the heel to the toes, more or less before the body's middle.
    private List<Slice> foot(int way) {
        var length = 0.153 * measures[0];
        var ahead = length * toesAhead;
        var x = way * measures[4] / 4;
        return List.of(
                new Slice(x, ahead - length / 2, 5, 3.5, length / 4),
                new Slice(x, ahead - length / 2, 2, 4.5, length / 2),
                new Slice(x, ahead - length / 2, 0, 4.5, length / 2));
    }

    private List<Slice> arm(int way) {
        var x = way * (measures[1] / 2 - 4.75);
        var top = 0.788 * measures[0];
        var low = top - 0.36 * measures[0];
        var out = way * 0.2 * measures[0];
        return List.of(new Slice(x, 0, top, 4.75, 4.75), new Slice(x + out, 0, low, 2.8, 2.8));
    }

    private Silhouette photographed(int quarter) {
        OpenCvLibrary.load();
        var mat = Mat.zeros(HEIGHT, WIDTH, CvType.CV_8UC1);
        for (var part : parts()) {
            var arms = part.size() == 2;
            for (var i = 1; i < part.size(); i++) {
                // Seen from the side the arms hang in front of the trunk: nothing of them is seen.
                if (!arms || quarter == 0) {
                    fill(mat, part.get(i - 1), part.get(i), quarter);
                }
            }
        }
        var inside = new byte[WIDTH * HEIGHT];
        mat.get(0, 0, inside);
        mat.release();
        return new Silhouette(new LesionMask(0, 0, WIDTH, HEIGHT, inside), WIDTH, HEIGHT);
    }

    /// The hull of two slices.
    private void fill(Mat mat, Slice one, Slice other, int quarter) {
        List<Point> points = new ArrayList<>();
        for (var slice : List.of(one, other)) {
            for (var i = 0; i < 2 * CORNERS; i++) {
                var angle = Math.PI * i / CORNERS;
                var x = slice.x() + slice.across() * Math.cos(angle);
                var z = slice.z() + slice.deep() * Math.sin(angle);
                points.add(quarter == 0 ? seen(x, slice.y(), z) : seen(z, slice.y(), -x));
            }
        }
        var all = new MatOfPoint(points.toArray(Point[]::new));
        var order = new MatOfInt();
        Imgproc.convexHull(all, order);
        var hull = new ArrayList<Point>();
        for (var index : order.toArray()) {
            hull.add(points.get(index));
        }
        Imgproc.fillConvexPoly(mat, new MatOfPoint(hull.toArray(Point[]::new)), Scalar.all(255));
        all.release();
        order.release();
    }

    /// Where a point is seen, pixels of the outline's picture.
    Point seen(double x, double y, double z) {
        var ahead = distance - z;
        var up = y - cameraHeight;
        var depth = ahead * Math.cos(pitch) + up * Math.sin(pitch);
        var high = up * Math.cos(pitch) - ahead * Math.sin(pitch);
        return new Point(WIDTH / 2.0 + focal * x / depth, HEIGHT / 2.0 - focal * high / depth);
    }
}
