package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import java.util.List;

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
}
