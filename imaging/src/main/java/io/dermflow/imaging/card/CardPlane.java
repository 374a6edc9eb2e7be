package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import java.util.List;

/// The plane in which a card lies, with a scale: a homography from pixels to millimetres.
///
/// @param homography to millimetres from the card's upper left corner
/// @param centre of the known points, pixels
/// @param radiusPx from that centre to the farthest known point
/// @param localisationPx standard deviation of one known point, pixels
/// @param points how many points are known
public record CardPlane(
        Homography homography, Point centre, double radiusPx, double localisationPx, int points) {

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
        var centre = mean(pixels);
        var plane =
                new CardPlane(
                        Homography.between(pixels, millimetres),
                        centre,
                        radius(pixels, centre),
                        0,
                        0);
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
                pixels.size());
    }

    public Point toMm(Point pixel) {
        return homography.apply(pixel);
    }

    /// Length of a pixel there, millimetres: the root of how much the area changes.
    public double mmPerPixel(Point pixel) {
        return Math.sqrt(homography.areaFactor(pixel));
    }

    /// Half the width of the 95 % interval of a length at that place, relative. Grows with the
    /// distance from the card, because the slant of the plane is extrapolated.
    public double relativeUncertainty(Point pixel) {
        var fit = COVERAGE * localisationPx * Math.sqrt(8.0 / (2 * points)) / radiusPx;
        var reach = 1 + 2 * distance(pixel, centre) / radiusPx;
        return Math.hypot(fit * reach, Math.hypot(CARD_SIZE, OUT_OF_PLANE));
    }

    private static Point mean(List<Point> points) {
        return new Point(
                points.stream().mapToDouble(Point::x).average().orElseThrow(),
                points.stream().mapToDouble(Point::y).average().orElseThrow());
    }

    private static double radius(List<Point> points, Point centre) {
        return points.stream().mapToDouble(point -> distance(point, centre)).max().orElseThrow();
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
