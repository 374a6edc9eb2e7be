package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import java.util.Arrays;
import java.util.List;
import org.opencv.calib3d.Calib3d;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;

/// A projective map of the plane.
///
/// @param rows nine numbers, row by row
public record Homography(List<Double> rows) {

    public Homography {
        rows = List.copyOf(rows);
    }

    /// Least squares over all pairs.
    ///
    /// @param from at least four, no three of them in a line
    public static Homography between(List<Point> from, List<Point> to) {
        var source = points(from);
        var target = points(to);
        var matrix = Calib3d.findHomography(source, target, 0);
        source.release();
        target.release();
        return taken(matrix);
    }

    public Homography inverse() {
        var matrix = toMat();
        var inverse = matrix.inv();
        matrix.release();
        return taken(inverse);
    }

    public Point apply(Point p) {
        var depth = row(2, p);
        return new Point(row(0, p) / depth, row(1, p) / depth);
    }

    /// How much an area around a point grows: the determinant of the Jacobian, positive.
    public double areaFactor(Point p) {
        var by = jacobian(p);
        return Math.abs(by[0] * by[3] - by[1] * by[2]);
    }

    /// Row by row.
    public double[] jacobian(Point p) {
        var depth = row(2, p);
        var to = apply(p);
        return new double[] {
            (rows.get(0) - rows.get(6) * to.x()) / depth,
            (rows.get(1) - rows.get(7) * to.x()) / depth,
            (rows.get(3) - rows.get(6) * to.y()) / depth,
            (rows.get(4) - rows.get(7) * to.y()) / depth
        };
    }

    /// @return 3x3 64F, owned by the caller
    public Mat toMat() {
        var matrix = new Mat(3, 3, CvType.CV_64F);
        matrix.put(0, 0, rows.stream().mapToDouble(Double::doubleValue).toArray());
        return matrix;
    }

    private double row(int row, Point p) {
        return rows.get(3 * row) * p.x() + rows.get(3 * row + 1) * p.y() + rows.get(3 * row + 2);
    }

    private static Homography taken(Mat matrix) {
        var values = new double[9];
        matrix.get(0, 0, values);
        matrix.release();
        return new Homography(Arrays.stream(values).boxed().toList());
    }

    private static MatOfPoint2f points(List<Point> points) {
        return new MatOfPoint2f(
                points.stream()
                        .map(point -> new org.opencv.core.Point(point.x(), point.y()))
                        .toArray(org.opencv.core.Point[]::new));
    }
}
