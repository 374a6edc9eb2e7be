package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Closed outlines with four corners in a black and white picture.
final class Quads {

    /// Of the perimeter: above the cut of a round corner, 1.3 mm of 280, and below a side.
    private static final double TOLERANCE = 0.02;

    /// Round corners take 0.2 % of an ID-1 card.
    private static final double LEAST_FILL = 0.97;

    /// Of the least area: room for what halving does to an outline.
    private static final double ROOM_AT_HALF = 0.875;

    private static final double LEAST_FILL_AT_HALF = 0.93;

    private Quads() {}

    /// @param corners clockwise, rough
    /// @param outline the contour itself
    record Quad(List<Point> corners, List<Point> outline) {}

    /// A rough look at half the size comes first: where there is no card, which is nearly always,
    /// the many outlines of noise are the cost, and there they are few.
    ///
    /// @param cut 8UC1, stays the caller's
    /// @param area of an outline that is taken
    static List<Quad> in(Mat cut, CardArea area) {
        var half = new Mat();
        Imgproc.resize(cut, half, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
        Imgproc.threshold(half, half, 127, 255, Imgproc.THRESH_BINARY);
        var halved = area.scaled(0.5);
        var likely =
                !quads(
                                half,
                                new CardArea(ROOM_AT_HALF * halved.least(), halved.most()),
                                LEAST_FILL_AT_HALF)
                        .isEmpty();
        half.release();
        return likely ? quads(cut, area, LEAST_FILL) : List.of();
    }

    private static List<Quad> quads(Mat cut, CardArea bounds, double leastFill) {
        List<MatOfPoint> contours = new ArrayList<>();
        var hierarchy = new Mat();
        Imgproc.findContours(
                cut, contours, hierarchy, Imgproc.RETR_LIST, Imgproc.CHAIN_APPROX_NONE);
        hierarchy.release();
        List<Quad> quads = new ArrayList<>();
        for (var contour : contours) {
            var area = Imgproc.contourArea(contour);
            if (area > bounds.least() && area < bounds.most()) {
                addIfQuad(contour, area, leastFill, quads);
            }
            contour.release();
        }
        return quads;
    }

    private static void addIfQuad(
            MatOfPoint contour, double area, double leastFill, List<Quad> quads) {
        var curve = new MatOfPoint2f(contour.toArray());
        var rough = new MatOfPoint2f();
        Imgproc.approxPolyDP(curve, rough, TOLERANCE * Imgproc.arcLength(curve, true), true);
        var corners = rough.toArray();
        if (corners.length == 4) {
            var polygon = new MatOfPoint(corners);
            if (Imgproc.isContourConvex(polygon)
                    && area > leastFill * Imgproc.contourArea(polygon)) {
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
