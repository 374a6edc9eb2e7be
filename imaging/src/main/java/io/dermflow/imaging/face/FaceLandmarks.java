package io.dermflow.imaging.face;

import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Point;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// 68 landmarks in the order of iBUG 300-W (Sagonas et al. 2013): contour 0..16 from temple over
/// chin to temple, brows 17..26, nose 27..35, eyes 36..47, mouth 48..67. "Left" is the picture's
/// left.
///
/// @param points pixels, or units of the distance between the eyes once [#aligned()]
public record FaceLandmarks(List<Point> points) {

    public static final int COUNT = 68;

    private static final int CHIN = 8;
    private static final int NOSE_TIP = 30;

    /// Contour points at the height of the nose.
    private static final int LEFT_CHEEK = 2;

    private static final int RIGHT_CHEEK = 14;

    /// @throws IllegalArgumentException if there are not 68 points, or both eyes are one point
    public FaceLandmarks {
        points = List.copyOf(points);
        if (points.size() != COUNT) {
            throw new IllegalArgumentException("68 landmarks, not " + points.size());
        }
        if (!(distance(mean(points, 36, 42), mean(points, 42, 48)) > 0)) {
            throw new IllegalArgumentException("both eyes in one place");
        }
    }

    public Point leftEye() {
        return mean(points, 36, 42);
    }

    public Point rightEye() {
        return mean(points, 42, 48);
    }

    /// Middle of all points of both brows.
    public Point browCentre() {
        return mean(points, 17, 27);
    }

    public Point chin() {
        return points.get(CHIN);
    }

    /// The 17 points from temple to temple.
    public List<Point> contour() {
        return points.subList(0, 17);
    }

    /// Around the face as far as it is known: the contour below, the brows above.
    public List<Point> outline() {
        var brows = points.subList(17, 27).reversed();
        return Stream.concat(contour().stream(), brows.stream()).toList();
    }

    /// Around [#outline()].
    public Box box() {
        var outline = outline();
        double left = outline.stream().mapToDouble(Point::x).min().orElseThrow();
        double right = outline.stream().mapToDouble(Point::x).max().orElseThrow();
        double top = outline.stream().mapToDouble(Point::y).min().orElseThrow();
        double bottom = outline.stream().mapToDouble(Point::y).max().orElseThrow();
        return Box.ofCorners(left, top, right, bottom);
    }

    /// Between the middles of the eyes, in the points' own unit.
    public double eyeDistance() {
        return distance(leftEye(), rightEye());
    }

    /// Height over width of the eyes, the mean of both: the eye aspect ratio of Soukupova and Cech
    /// (2016). About 0.3 where they are open, below 0.1 where they are shut, for networks that have
    /// learnt from shut ones.
    public double eyeOpenness() {
        return (openness(36) + openness(42)) / 2;
    }

    private double openness(int corner) {
        double heights =
                distance(at(corner + 1), at(corner + 5)) + distance(at(corner + 2), at(corner + 4));
        return heights / Math.max(2 * distance(at(corner), at(corner + 3)), 1e-6);
    }

    /// How far the head leans to the picture's right, degrees.
    public double rollDegrees() {
        var left = leftEye();
        var right = rightEye();
        return Math.toDegrees(Math.atan2(right.y() - left.y(), right.x() - left.x()));
    }

    /// How far the head is turned sideways, degrees, 0 for straight ahead, positive towards the
    /// picture's right; rough. The tip of the nose stands out of the plane of the contour by about
    /// half the width of the face, so that turning moves it between the two cheeks by the tangent
    /// of the angle.
    public double turnDegrees() {
        var aligned = aligned();
        double left = aligned.at(NOSE_TIP).x() - aligned.at(LEFT_CHEEK).x();
        double right = aligned.at(RIGHT_CHEEK).x() - aligned.at(NOSE_TIP).x();
        double width = Math.max(left + right, 1e-6);
        return Math.toDegrees(Math.atan((left - right) / width));
    }

    /// The same face with the eyes level, the origin between them, and the distance of the eyes as
    /// unit.
    public FaceLandmarks aligned() {
        return moved(alignment());
    }

    /// From the points' own coordinates to those of [#aligned()].
    public UnaryOperator<Point> alignment() {
        var left = leftEye();
        var right = rightEye();
        double unit = eyeDistance();
        double cos = (right.x() - left.x()) / unit;
        double sin = (right.y() - left.y()) / unit;
        double middleX = (left.x() + right.x()) / 2;
        double middleY = (left.y() + right.y()) / 2;
        return point -> {
            double x = point.x() - middleX;
            double y = point.y() - middleY;
            return new Point((x * cos + y * sin) / unit, (y * cos - x * sin) / unit);
        };
    }

    /// Back from [#aligned()] to the points' own coordinates.
    public UnaryOperator<Point> fromAligned() {
        var left = leftEye();
        var right = rightEye();
        double cos = right.x() - left.x();
        double sin = right.y() - left.y();
        double middleX = (left.x() + right.x()) / 2;
        double middleY = (left.y() + right.y()) / 2;
        return point ->
                new Point(
                        middleX + point.x() * cos - point.y() * sin,
                        middleY + point.x() * sin + point.y() * cos);
    }

    public FaceLandmarks scaled(double factor) {
        return moved(point -> point.scaled(factor));
    }

    public FaceLandmarks moved(UnaryOperator<Point> move) {
        return new FaceLandmarks(points.stream().map(move).toList());
    }

    Point at(int index) {
        return points.get(index);
    }

    static Point mean(List<Point> points, int from, int to) {
        double x = 0;
        double y = 0;
        for (var point : points.subList(from, to)) {
            x += point.x();
            y += point.y();
        }
        return new Point(x / (to - from), y / (to - from));
    }

    static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
