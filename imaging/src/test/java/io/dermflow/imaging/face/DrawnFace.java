package io.dermflow.imaging.face;

import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.List;

/// A face of exact proportions, looking straight ahead, eyes at (-0.5, 0) and (0.5, 0): the contour
/// goes through given half widths at given heights.
///
/// @param chin its height; the brows stand at -0.38
/// @param heights of the contour's corners, from temple to chin
/// @param halfWidths of the contour at these heights; the last is 0
public record DrawnFace(double chin, List<Double> heights, List<Double> halfWidths) {

    /// The proportions of MUCT's mean, about.
    public static DrawnFace usual() {
        return of(1, 1, 1);
    }

    /// @param length 1 for usual
    /// @param lowJaw 1 for usual
    /// @param chinWidth 1 for usual; small for a pointed chin
    static DrawnFace of(double length, double lowJaw, double chinWidth) {
        double chin = 1.72 * length;
        return new DrawnFace(
                chin,
                List.of(-0.18, 0.28 * length, 0.88 * length, 1.27 * length, 0.95 * chin, chin),
                List.of(1.08, 1.08, 0.98, 0.81 * lowJaw, 0.36 * chinWidth, 0.0));
    }

    public FaceLandmarks landmarks() {
        List<Point> points = new ArrayList<>();
        List<Point> left = side();
        left.forEach(point -> points.add(new Point(-point.x(), point.y())));
        left.subList(0, 8).reversed().forEach(points::add);
        for (double x :
                new double[] {-0.9, -0.72, -0.55, -0.37, -0.2, 0.2, 0.37, 0.55, 0.72, 0.9}) {
            points.add(new Point(x, -0.38));
        }
        for (int i = 0; i < 4; i++) {
            points.add(new Point(0, 0.2 * i));
        }
        for (int i = -2; i <= 2; i++) {
            points.add(new Point(0.13 * i, 0.8));
        }
        for (double eye : new double[] {-0.5, 0.5}) {
            double[][] lids = {
                {-0.24, 0}, {-0.1, -0.08}, {0.1, -0.08}, {0.24, 0}, {0.1, 0.08}, {-0.1, 0.08}
            };
            for (double[] lid : lids) {
                points.add(new Point(eye + lid[0], lid[1]));
            }
        }
        for (int i = 0; i < 20; i++) {
            double angle = Math.PI + 2 * Math.PI * i / 12;
            points.add(new Point(0.4 * Math.cos(angle), 1.12 + 0.1 * Math.sin(angle)));
        }
        return new FaceLandmarks(points);
    }

    /// Nine points of equal distance, temple to chin.
    private List<Point> side() {
        List<Point> dense = new ArrayList<>();
        for (int i = 1; i < heights.size(); i++) {
            for (int step = 0; step < 50; step++) {
                dense.add(between(i, step / 50.0));
            }
        }
        dense.add(new Point(0, chin));
        double total = 0;
        for (int i = 1; i < dense.size(); i++) {
            total += FaceLandmarks.distance(dense.get(i - 1), dense.get(i));
        }
        List<Point> side = new ArrayList<>();
        double along = 0;
        side.add(dense.getFirst());
        for (int i = 1; i < dense.size() && side.size() < 8; i++) {
            along += FaceLandmarks.distance(dense.get(i - 1), dense.get(i));
            if (along >= total * side.size() / 8) {
                side.add(dense.get(i));
            }
        }
        side.add(dense.getLast());
        return side;
    }

    private Point between(int corner, double share) {
        return new Point(
                halfWidths.get(corner - 1)
                        + share * (halfWidths.get(corner) - halfWidths.get(corner - 1)),
                heights.get(corner - 1) + share * (heights.get(corner) - heights.get(corner - 1)));
    }
}
