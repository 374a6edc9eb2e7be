package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/// A straight side found to a fraction of a pixel: across the rough side, at many places, the
/// steepest step of brightness; through these a line by total least squares, twice, the second time
/// without what strays.
///
/// @param x a point on the line
/// @param y a point on the line
/// @param strayPx median distance of the steps from the line, pixels
record Side(
        double x, double y, double directionX, double directionY, double strayPx, double lengthPx) {

    private static final int PLACES = 48;

    /// How far a rough side may lie from the true one: it runs between the ends of round corners.
    private static final int REACH_PX = 7;

    /// Of the length, left out at each end: round corners and the neighbour's step.
    private static final double END = 0.14;

    /// Grey levels in two pixels.
    private static final double LEAST_STEP = 5;

    private static final double LEAST_SHARE_FOUND = 0.75;
    private static final double OUTLIER_FACTOR = 3;
    private static final double OUTLIER_PX = 0.3;

    /// @return empty when a side shows too few steps
    static Optional<List<Side>> allOf(List<Point> corners, Mat channel) {
        List<Side> sides = new ArrayList<>();
        for (var i = 0; i < 4; i++) {
            between(corners.get(i), corners.get((i + 1) % 4), channel).ifPresent(sides::add);
        }
        return sides.size() == 4 ? Optional.of(sides) : Optional.empty();
    }

    Point meets(Side other) {
        var determinant = directionX * other.directionY - directionY * other.directionX;
        var along =
                ((other.x - x) * other.directionY - (other.y - y) * other.directionX) / determinant;
        return new Point(x + along * directionX, y + along * directionY);
    }

    private static Optional<Side> between(Point from, Point to, Mat channel) {
        var length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        List<Point> steps = new ArrayList<>();
        for (var i = 0; i < PLACES; i++) {
            var share = END + (1 - 2 * END) * i / (PLACES - 1.0);
            var at =
                    new Point(
                            from.x() + share * (to.x() - from.x()),
                            from.y() + share * (to.y() - from.y()));
            step(at, -(to.y() - from.y()) / length, (to.x() - from.x()) / length, channel)
                    .ifPresent(steps::add);
        }
        if (steps.size() < LEAST_SHARE_FOUND * PLACES) {
            return Optional.empty();
        }
        var rough = line(steps, length);
        var limit = OUTLIER_FACTOR * rough.strayPx + OUTLIER_PX;
        return Optional.of(
                line(
                        steps.stream().filter(step -> rough.distance(step) <= limit).toList(),
                        length));
    }

    private double distance(Point p) {
        return Math.abs((p.x() - x) * directionY - (p.y() - y) * directionX);
    }

    private static Side line(List<Point> points, double length) {
        var meanX = points.stream().mapToDouble(Point::x).average().orElseThrow();
        var meanY = points.stream().mapToDouble(Point::y).average().orElseThrow();
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (var point : points) {
            xx += (point.x() - meanX) * (point.x() - meanX);
            xy += (point.x() - meanX) * (point.y() - meanY);
            yy += (point.y() - meanY) * (point.y() - meanY);
        }
        var angle = Math.atan2(2 * xy, xx - yy) / 2;
        var straight = new Side(meanX, meanY, Math.cos(angle), Math.sin(angle), 0, length);
        var distances = points.stream().mapToDouble(straight::distance).sorted().toArray();
        return new Side(
                meanX,
                meanY,
                straight.directionX,
                straight.directionY,
                distances[distances.length / 2],
                length);
    }

    /// The steepest step along the normal, by a parabola through its neighbours.
    private static Optional<Point> step(Point at, double normalX, double normalY, Mat channel) {
        var slopes = new double[2 * REACH_PX + 1];
        for (var i = 0; i < slopes.length; i++) {
            var offset = i - REACH_PX;
            slopes[i] =
                    Math.abs(
                            Sample.at(
                                            channel,
                                            at.x() + (offset + 1) * normalX,
                                            at.y() + (offset + 1) * normalY)
                                    - Sample.at(
                                            channel,
                                            at.x() + (offset - 1) * normalX,
                                            at.y() + (offset - 1) * normalY));
        }
        var best = 1;
        for (var i = 1; i < slopes.length - 1; i++) {
            best = slopes[i] > slopes[best] ? i : best;
        }
        if (slopes[best] < LEAST_STEP) {
            return Optional.empty();
        }
        var bend = slopes[best - 1] - 2 * slopes[best] + slopes[best + 1];
        var shift =
                bend < 0
                        ? Math.clamp((slopes[best - 1] - slopes[best + 1]) / (2 * bend), -1, 1)
                        : 0;
        var offset = best - REACH_PX + shift;
        return Optional.of(new Point(at.x() + offset * normalX, at.y() + offset * normalY));
    }
}
