package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import java.util.List;

/// The plane in which a card lies, with a scale: a homography from pixels to millimetres.
///
/// @param homography to millimetres from the card's upper left corner
/// @param centre of the known points, pixels
/// @param radiusPx how far the known points reach from that centre
/// @param localisationPx standard deviation of one known point, pixels
/// @param points how many points are known
/// @param given half the width of the 95 % interval, relative, of a length between the known points
///   if their pixels were exact
public record CardPlane(
        Homography homography,
        Point centre,
        double radiusPx,
        double localisationPx,
        int points,
        double given) {

    /// Corners are not known better than this, whatever the residual of a fit with few of them.
    private static final double LEAST_LOCALISATION_PX = 0.25;

    /// 95 %: a print or a card that is not of nominal size (ISO/IEC 7810 allows 0.15 %, office
    /// printers scale by up to 0.5 %).
    private static final double CARD_SIZE = 0.005;

    /// 95 %: what is measured lies 3 mm nearer or farther than the card at a distance of 300 mm
    /// (our estimate for skin beside a card).
    private static final double OUT_OF_PLANE = 0.01;

    private static final double COVERAGE = 1.96;

    /// Least squares over all points.
    ///
    /// @param pixels at least four, no three of them in a line
    /// @param millimetres the same points on the card
    static CardPlane fit(List<Point> pixels, List<Point> millimetres) {
        return fit(
                pixels,
                millimetres,
                farthest(pixels, mean(pixels)),
                Math.hypot(CARD_SIZE, OUT_OF_PLANE));
    }

    /// The same plane in another picture of it.
    ///
    /// @param here pixels of points on the plane, at least four, no three of them in a line
    /// @param there the same points in the other picture, scattered
    /// @return from pixels of the other picture; as uncertain as this one where it is least sure of
    ///   these points, and by how well they lie over each other
    public CardPlane carriedOver(List<Point> here, List<Point> there) {
        return fit(
                there,
                here.stream().map(this::toMm).toList(),
                spread(there, mean(there)),
                here.stream().mapToDouble(this::relativeUncertainty).max().orElseThrow());
    }

    private static CardPlane fit(
            List<Point> pixels, List<Point> millimetres, double radius, double given) {
        var centre = mean(pixels);
        var plane =
                new CardPlane(Homography.between(pixels, millimetres), centre, radius, 0, 0, given);
        var squares = 0.0;
        for (var i = 0; i < pixels.size(); i++) {
            var distance =
                    distance(plane.toMm(pixels.get(i)), millimetres.get(i))
                            / plane.mmPerPixel(pixels.get(i));
            squares += distance * distance;
        }
        // Two residuals a point, eight parameters.
        var freedom = 2 * pixels.size() - 8;
        var residual = freedom > 0 ? Math.sqrt(squares / freedom) : 0;
        return new CardPlane(
                plane.homography,
                centre,
                plane.radiusPx,
                Math.max(LEAST_LOCALISATION_PX, residual),
                pixels.size(),
                given);
    }

    public Point toMm(Point pixel) {
        return homography.apply(pixel);
    }

    /// Length of a pixel there, millimetres: the root of how much the area changes.
    public double mmPerPixel(Point pixel) {
        return Math.sqrt(homography.areaFactor(pixel));
    }

    /// Length of a pixel, millimetres, in the plane at the card's distance that faces the camera,
    /// which the card itself need not do: along the axis about which it is tilted nothing is
    /// shortened. Seen by a camera turned towards the card that is the longest a millimetre gets.
    ///
    /// @param principal where the camera's axis is in the picture
    /// @param focal length, pixels; hardly matters while the card faces the camera
    public double mmPerPixelFacing(Point principal, double focal) {
        var x = centre.x() - principal.x();
        var y = centre.y() - principal.y();
        var aside = Math.hypot(x, y);
        var alongX = aside > 0 ? x / aside : 1;
        var alongY = aside > 0 ? y / aside : 0;
        var cosine = focal / Math.hypot(focal, aside);
        var by = homography.jacobian(centre);
        // Turning the camera shortens what leads away from its axis by the square of the cosine,
        // and what runs around it by the cosine.
        var awayX = (by[0] * alongX + by[1] * alongY) / (cosine * cosine);
        var awayY = (by[2] * alongX + by[3] * alongY) / (cosine * cosine);
        var aroundX = (by[1] * alongX - by[0] * alongY) / cosine;
        var aroundY = (by[3] * alongX - by[2] * alongY) / cosine;
        return cosine * leastFactor(awayX, aroundX, awayY, aroundY);
    }

    /// The smaller singular value of a matrix, row by row.
    private static double leastFactor(double a, double b, double c, double d) {
        var squares = a * a + b * b + c * c + d * d;
        var area = a * d - b * c;
        var gap = Math.sqrt(Math.max(0, squares * squares - 4 * area * area));
        return Math.sqrt((squares - gap) / 2);
    }

    /// Half the width of the 95 % interval of [#mmPerPixelFacing], relative. How near the card is
    /// to that of which a length is sought, it doesn't know.
    public double facingUncertainty() {
        return Math.hypot(fit(), CARD_SIZE);
    }

    /// Half the width of the 95 % interval of a length at that place, relative. Grows with the
    /// distance from the card, because the slant of the plane is extrapolated.
    public double relativeUncertainty(Point pixel) {
        var reach = 1 + 2 * distance(pixel, centre) / radiusPx;
        return Math.hypot(fit() * reach, given);
    }

    /// Of a length on the card, as where its points were seen has it.
    private double fit() {
        return COVERAGE * localisationPx * Math.sqrt(8.0 / (2 * points)) / radiusPx;
    }

    private static Point mean(List<Point> points) {
        return new Point(
                points.stream().mapToDouble(Point::x).average().orElseThrow(),
                points.stream().mapToDouble(Point::y).average().orElseThrow());
    }

    private static double farthest(List<Point> points, Point centre) {
        return points.stream().mapToDouble(point -> distance(point, centre)).max().orElseThrow();
    }

    /// Root mean square distance from the centre, were the points scattered in every direction as
    /// little as in that in which they are least.
    private static double spread(List<Point> points, Point centre) {
        var xx = 0.0;
        var yy = 0.0;
        var xy = 0.0;
        for (var point : points) {
            var x = point.x() - centre.x();
            var y = point.y() - centre.y();
            xx += x * x / points.size();
            yy += y * y / points.size();
            xy += x * y / points.size();
        }
        var least = (xx + yy) / 2 - Math.hypot((xx - yy) / 2, xy);
        return Math.sqrt(2 * Math.max(0, least));
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
