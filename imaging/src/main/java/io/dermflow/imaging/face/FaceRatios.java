package io.dermflow.imaging.face;

import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.List;

/// Proportions of a face that looks straight ahead, free of size and tilt. Read at 15 points of
/// equal distance along the contour, as MUCT (Milborrow et al. 2010) marks it: the contour of 17
/// points is resampled.
///
/// @param length from the middle of the brows to the chin, over the width of the cheeks
/// @param temples width at the ends of the contour, over the cheeks
/// @param jaw width at the points 3 and 11, over the cheeks
/// @param lowJaw width at the points 4 and 10, over the cheeks
/// @param chinDegrees angle at the chin to the points 5 and 9
/// @param cornerDegrees mean angle at the points 4 and 10, to the cheek and the chin
public record FaceRatios(
        double length,
        double temples,
        double jaw,
        double lowJaw,
        double chinDegrees,
        double cornerDegrees) {

    private static final int POINTS = 15;
    private static final int LAST = POINTS - 1;
    private static final int CHIN = 7;

    /// Mean and standard deviation of 751 frontal faces of MUCT, measured on its landmarks. Which
    /// points the two angles lay between is not on record; ours give about the same numbers.
    private static final Spread LENGTH = new Spread(0.976, 0.061);

    private static final Spread LOW_JAW = new Spread(0.768, 0.055);
    private static final Spread CHIN_ANGLE = new Spread(137, 9);
    private static final Spread CORNER_ANGLE = new Spread(133, 6);

    /// More than this is a wrong landmark rather than a face.
    private static final double FARTHEST = 2.5;

    private record Spread(double mean, double deviation) {
        double deviations(double value) {
            return Math.clamp((value - mean) / deviation, -FARTHEST, FARTHEST);
        }
    }

    public static FaceRatios of(FaceLandmarks face) {
        var aligned = face.aligned();
        var contour = resampled(aligned.contour());
        double cheeks = width(contour, 1);
        return new FaceRatios(
                (aligned.chin().y() - aligned.browCentre().y()) / cheeks,
                width(contour, 0) / cheeks,
                width(contour, 3) / cheeks,
                width(contour, 4) / cheeks,
                angle(contour.get(5), contour.get(CHIN), contour.get(9)),
                (angle(contour.get(1), contour.get(4), contour.get(CHIN))
                                + angle(contour.get(13), contour.get(10), contour.get(CHIN)))
                        / 2);
    }

    /// Length, low jaw, chin and corner in deviations of MUCT: what [FaceShape] compares.
    double[] deviations() {
        return new double[] {
            LENGTH.deviations(length),
            LOW_JAW.deviations(lowJaw),
            CHIN_ANGLE.deviations(chinDegrees),
            CORNER_ANGLE.deviations(cornerDegrees)
        };
    }

    private static double width(List<Point> contour, int from) {
        return Math.max(1e-6, contour.get(LAST - from).x() - contour.get(from).x());
    }

    private static double angle(Point a, Point corner, Point b) {
        double first = Math.atan2(a.y() - corner.y(), a.x() - corner.x());
        double second = Math.atan2(b.y() - corner.y(), b.x() - corner.x());
        double between = Math.abs(Math.toDegrees(first - second)) % 360;
        return between > 180 ? 360 - between : between;
    }

    /// Points of equal distance along the line.
    private static List<Point> resampled(List<Point> line) {
        var along = new double[line.size()];
        for (int i = 1; i < along.length; i++) {
            along[i] = along[i - 1] + FaceLandmarks.distance(line.get(i - 1), line.get(i));
        }
        List<Point> points = new ArrayList<>();
        int segment = 1;
        for (int i = 0; i < POINTS; i++) {
            double at = along[along.length - 1] * i / LAST;
            while (segment < along.length - 1 && along[segment] < at) {
                segment++;
            }
            double part = along[segment] - along[segment - 1];
            points.add(
                    between(
                            line.get(segment - 1),
                            line.get(segment),
                            part > 0 ? (at - along[segment - 1]) / part : 0));
        }
        return points;
    }

    private static Point between(Point a, Point b, double share) {
        return new Point(a.x() + share * (b.x() - a.x()), a.y() + share * (b.y() - a.y()));
    }
}
