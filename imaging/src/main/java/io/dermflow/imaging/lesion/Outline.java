package io.dermflow.imaging.lesion;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.imgproc.Imgproc;

/// The outer border of a mask, pixel by pixel.
///
/// @param points in the picture, centres of the outermost pixels
record Outline(List<Point> points) {

    private static final int MAX_POINTS = 64;

    /// Centre of a pixel.
    private static final double HALF = 0.5;

    static Outline of(LesionMask mask) {
        OpenCvLibrary.load();
        var mat = mask.toMat();
        var hierarchy = new Mat();
        var contours = new ArrayList<MatOfPoint>();
        try {
            Imgproc.findContours(
                    mat, contours, hierarchy, Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_NONE);
            var longest =
                    contours.stream()
                            .max(Comparator.comparingLong(MatOfPoint::total))
                            .orElseThrow();
            return new Outline(
                    Arrays.stream(longest.toArray())
                            .map(p -> new Point(mask.left() + p.x + HALF, mask.top() + p.y + HALF))
                            .toList());
        } finally {
            contours.forEach(Mat::release);
            hierarchy.release();
            mat.release();
        }
    }

    /// Douglas-Peucker with a tolerance that doubles from half a pixel until 64 points are enough.
    List<Point> simplified() {
        var exact = new MatOfPoint2f(toOpenCv());
        var simple = new MatOfPoint2f();
        try {
            var tolerance = HALF;
            do {
                Imgproc.approxPolyDP(exact, simple, tolerance, true);
                tolerance *= 2;
            } while (simple.total() > MAX_POINTS);
            return simple.toList().stream().map(p -> new Point(p.x, p.y)).toList();
        } finally {
            exact.release();
            simple.release();
        }
    }

    /// The largest distance lies between two corners of the convex hull.
    double maxDiameter() {
        var corners = hull();
        var longest = 0.0;
        for (var one : corners) {
            for (var two : corners) {
                longest = Math.max(longest, Math.hypot(one.x() - two.x(), one.y() - two.y()));
            }
        }
        return longest;
    }

    private List<Point> hull() {
        var all = new MatOfPoint(toOpenCv());
        var corners = new MatOfInt();
        Imgproc.convexHull(all, corners);
        var hull = Arrays.stream(corners.toArray()).mapToObj(points::get).toList();
        all.release();
        corners.release();
        return hull;
    }

    private org.opencv.core.Point[] toOpenCv() {
        return points.stream()
                .map(point -> new org.opencv.core.Point(point.x(), point.y()))
                .toArray(org.opencv.core.Point[]::new);
    }
}
