package io.dermflow.imaging.body;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.lesion.LesionMask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Outlines of a standing figure whose breadths and depths are known, in a picture of 900 x 1200.
///
/// @param truth its measures, centimetres
/// @param armDegrees how far the arms are off the vertical
/// @param pixelsPerCm of the picture
/// @param leanDegrees of the whole figure to the right
record DrawnFigure(BodyWidths truth, double armDegrees, double pixelsPerCm, double leanDegrees) {

    static final int WIDTH = 900;
    static final int HEIGHT = 1200;
    private static final Scalar INSIDE = Scalar.all(255);
    private static final double ARM_CM = 9.5;

    /// Where it stands, rows from the picture's lowest.
    static final int FLOOR = 90;

    Silhouette front() {
        return drawn(this::drawFront, HEIGHT);
    }

    private void drawFront(Mat mat) {
        polygon(
                mat,
                List.of(
                        row(0.862, 10),
                        row(0.835, 14),
                        row(0.8201, truth.shoulder() - 2 * ARM_CM + 4),
                        row(0.76, truth.chest()),
                        row(0.7, truth.chest()),
                        row(0.63, (truth.chest() + truth.waist()) / 2),
                        row(0.615, truth.waist()),
                        row(0.585, truth.waist()),
                        row(0.53, truth.hip()),
                        row(0.49, truth.hip())));
        for (var way : new int[] {-1, 1}) {
            polygon(mat, leg(way));
            arm(mat, way);
        }
        Imgproc.ellipse(
                mat,
                at(0, 0.93),
                new Size(7.5 * pixelsPerCm, 0.07 * truth.stature() * pixelsPerCm),
                leanDegrees,
                0,
                360,
                INSIDE,
                -1);
    }

    Silhouette side() {
        var depths = truth.depths().orElseThrow();
        return drawn(
                mat -> {
                    polygon(
                            mat,
                            List.of(
                                    row(0.862, 11),
                                    row(0.82, 14),
                                    row(0.75, depths.chest()),
                                    row(0.71, depths.chest()),
                                    row(0.62, depths.waist()),
                                    row(0.585, depths.waist()),
                                    row(0.525, depths.hip()),
                                    row(0.49, depths.hip()),
                                    row(0.05, 10),
                                    row(-drop(Floor.NEAR_FOOT), 12)));
                    Imgproc.ellipse(
                            mat,
                            at(0, 0.93),
                            new Size(9 * pixelsPerCm, 0.07 * truth.stature() * pixelsPerCm),
                            0,
                            0,
                            360,
                            INSIDE,
                            -1);
                },
                HEIGHT);
    }

    /// The front in a picture that ends at a row.
    Silhouette frontCutAt(int lastRow) {
        return drawn(
                mat -> {
                    drawFront(mat);
                    Imgproc.rectangle(
                            mat,
                            new Point(0, lastRow),
                            new Point(WIDTH, HEIGHT),
                            Scalar.all(0),
                            -1);
                },
                lastRow);
    }

    /// The front with a round hole in the middle, as networks leave them.
    Silhouette frontWithHole(double share, int radius) {
        return drawn(
                mat -> {
                    drawFront(mat);
                    Imgproc.circle(mat, at(0, share), radius, Scalar.all(0), -1);
                },
                HEIGHT);
    }

    private List<Point[]> leg(int way) {
        var rows = new ArrayList<Point[]>();
        for (var share : new double[] {0.5, 0.28, 0.05, -drop(Floor.TOES)}) {
            var half = share > 0.4 ? truth.hip() / 4 : share > 0.2 ? 6 : 4.5;
            var middle = way * (truth.hip() / 4 + (0.5 - share) * 10);
            rows.add(new Point[] {at(middle - half, share), at(middle + half, share)});
        }
        return rows;
    }

    /// How far below the floor a level camera in the middle sees the feet, share of the height.
    private double drop(double reach) {
        var height = truth.stature() * pixelsPerCm;
        var below = HEIGHT / 2.0 - FLOOR;
        return below / height * (1 / (1 - reach * height / (Floor.FOCAL * HEIGHT)) - 1) - 0.006;
    }

    private void arm(Mat mat, int way) {
        var angle = Math.toRadians(armDegrees);
        var x = way * (truth.shoulder() / 2 - ARM_CM / 2);
        var length = 0.4 * truth.stature();
        var from = at(x, 0.788);
        var to =
                at(
                        x + way * Math.sin(angle) * length,
                        0.788 - Math.cos(angle) * length / truth.stature());
        var across = ARM_CM / 2 * pixelsPerCm;
        var norm = Math.hypot(to.x - from.x, to.y - from.y);
        var nx = (to.y - from.y) / norm * across;
        var ny = -(to.x - from.x) / norm * across;
        polygon(
                mat,
                List.of(
                        new Point[] {
                            new Point(from.x - nx, from.y - ny), new Point(from.x + nx, from.y + ny)
                        },
                        new Point[] {
                            new Point(to.x - nx, to.y - ny), new Point(to.x + nx, to.y + ny)
                        }));
        Imgproc.circle(mat, from, (int) Math.round(across), INSIDE, -1);
    }

    private Point[] row(double share, double widthCm) {
        return new Point[] {at(-widthCm / 2, share), at(widthCm / 2, share)};
    }

    private Point at(double cm, double share) {
        var lean = Math.toRadians(leanDegrees);
        var up = share * truth.stature();
        return new Point(
                WIDTH / 2.0 + (cm * Math.cos(lean) + up * Math.sin(lean)) * pixelsPerCm,
                HEIGHT - FLOOR - (up * Math.cos(lean) - cm * Math.sin(lean)) * pixelsPerCm);
    }

    private static void polygon(Mat mat, List<Point[]> rows) {
        List<Point> points = new ArrayList<>();
        rows.forEach(row -> points.add(row[0]));
        rows.reversed().forEach(row -> points.add(row[1]));
        Imgproc.fillPoly(mat, List.of(new MatOfPoint(points.toArray(Point[]::new))), INSIDE);
    }

    private static Silhouette drawn(Consumer<Mat> drawing, int pictureHeight) {
        OpenCvLibrary.load();
        var mat = Mat.zeros(HEIGHT, WIDTH, CvType.CV_8UC1);
        drawing.accept(mat);
        var inside = new byte[WIDTH * HEIGHT];
        mat.get(0, 0, inside);
        mat.release();
        return new Silhouette(new LesionMask(0, 0, WIDTH, HEIGHT, inside), WIDTH, pictureHeight);
    }
}
