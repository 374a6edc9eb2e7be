package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.imgproc.Imgproc;

/// Closed outlines with four corners in a black and white picture.
final class Quads {

    private static final double LEAST_SHARE = 0.008;
    private static final double MOST_SHARE = 0.7;

    /// Of the perimeter: above the cut of a round corner, 1.3 mm of 280, and below a side.
    private static final double TOLERANCE = 0.02;

    /// Round corners take 0.2 % of an ID-1 card.
    private static final double LEAST_FILL = 0.97;

    private Quads() {}

    /// @param corners clockwise, rough
    /// @param outline the contour itself
    record Quad(List<Point> corners, List<Point> outline) {}

    /// @param cut 8UC1, stays the caller's
    static List<Quad> in(Mat cut) {
        List<MatOfPoint> contours = new ArrayList<>();
        var hierarchy = new Mat();
        Imgproc.findContours(
                cut, contours, hierarchy, Imgproc.RETR_LIST, Imgproc.CHAIN_APPROX_NONE);
        hierarchy.release();
        List<Quad> quads = new ArrayList<>();
        var picture = (double) cut.total();
        for (var contour : contours) {
            var area = Imgproc.contourArea(contour);
            if (area > LEAST_SHARE * picture && area < MOST_SHARE * picture) {
                addIfQuad(contour, area, quads);
            }
            contour.release();
        }
        return quads;
    }

    private static void addIfQuad(MatOfPoint contour, double area, List<Quad> quads) {
        var curve = new MatOfPoint2f(contour.toArray());
        var rough = new MatOfPoint2f();
        Imgproc.approxPolyDP(curve, rough, TOLERANCE * Imgproc.arcLength(curve, true), true);
        var corners = rough.toArray();
        if (corners.length == 4) {
            var polygon = new MatOfPoint(corners);
            if (Imgproc.isContourConvex(polygon)
                    && area > LEAST_FILL * Imgproc.contourArea(polygon)) {
                quads.add(new Quad(PlainCard.clockwise(points(corners)), points(curve.toArray())));
            }
            polygon.release();
        }
        curve.release();
        rough.release();
    }

    private static List<Point> points(org.opencv.core.Point[] points) {
        return Arrays.stream(points).map(point -> new Point(point.x, point.y)).toList();
    }
}
