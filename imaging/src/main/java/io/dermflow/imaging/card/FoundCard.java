package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// A card seen in a picture.
///
/// @param kind what it was known by
/// @param corners outer corners of the ID-1 outline, pixels, clockwise on the card from its upper
///   left
/// @param plane from pixels to millimetres on the card's plane
/// @param markers how many were seen; 0 on a card that was known by its outline
public record FoundCard(Kind kind, List<Point> corners, CardPlane plane, int markers) {

    /// How the card was recognised.
    public enum Kind {
        /// Dermflow's own card, by its AprilTag markers; has colour patches.
        MARKERS,
        /// Any ID-1 card, by its outline alone.
        PLAIN
    }

    /// Of the card's own size, for its shadow and its rim.
    private static final double MARGIN = 1.06;

    public FoundCard {
        corners = List.copyOf(corners);
    }

    /// Whether a point of the picture lies on the card.
    public boolean covers(Point point) {
        var mm = plane.toMm(point);
        return mm.x() >= 0
                && mm.x() <= CardLayout.WIDTH_MM
                && mm.y() >= 0
                && mm.y() <= CardLayout.HEIGHT_MM;
    }

    /// Sets the card with its shadow and its rim to 255.
    ///
    /// @param mask 8UC1 of the picture's size, stays the caller's
    public void cover(Mat mask) {
        var x = corners.stream().mapToDouble(Point::x).average().orElseThrow();
        var y = corners.stream().mapToDouble(Point::y).average().orElseThrow();
        var outline =
                new MatOfPoint(
                        corners.stream()
                                .map(p ->
                                        new org.opencv.core.Point(
                                                x + MARGIN * (p.x() - x), y + MARGIN * (p.y() - y)))
                                .toArray(org.opencv.core.Point[]::new));
        Imgproc.fillConvexPoly(mask, outline, Scalar.all(255));
        outline.release();
    }
}
