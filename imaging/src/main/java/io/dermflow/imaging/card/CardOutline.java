package io.dermflow.imaging.card;

import io.dermflow.imaging.card.Quads.Quad;
import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Size;

/// An outline that has passed every test of an ID-1 card.
///
/// @param corners where its straight sides would meet, clockwise; the first side is a long one
/// @param area square pixels
record CardOutline(List<Point> corners, double area) {

    /// Sharper bends than these lie beyond what perspective makes of a right angle.
    private static final double MOST_COSINE = 0.5;

    /// A straight side strays from its line no more than this, pixels, and share of its length.
    private static final double STRAY_PX = 0.6;

    private static final double STRAY_SHARE = 0.002;

    /// Of the proportions of an ID-1 card.
    private static final double ASPECT_TOLERANCE = 0.04;

    private static final double BORDER_PX = 2;

    CardOutline {
        corners = List.copyOf(corners);
    }

    /// @param channel 8UC1 of the part, in which the outline was found; stays the caller's
    static Optional<CardOutline> of(Quad quad, Mat channel, Part part) {
        if (touchesBorder(quad.outline(), channel.size()) || skewed(quad.corners())) {
            return Optional.empty();
        }
        return Side.allOf(quad.corners(), channel)
                .map(CardOutline::meetings)
                .flatMap(corners -> Side.allOf(corners, channel))
                .filter(sides -> sides.stream().allMatch(CardOutline::straight))
                .map(CardOutline::meetings)
                .flatMap(corners -> longSideFirst(corners, part))
                .filter(corners -> RoundCorners.in(channel, corners))
                .map(corners -> new CardOutline(corners, Math.abs(PlainCard.signedArea(corners))));
    }

    private static boolean touchesBorder(List<Point> outline, Size picture) {
        return outline.stream()
                .anyMatch(p ->
                        p.x() < BORDER_PX
                                || p.y() < BORDER_PX
                                || p.x() > picture.width - 1 - BORDER_PX
                                || p.y() > picture.height - 1 - BORDER_PX);
    }

    private static boolean skewed(List<Point> corners) {
        for (var i = 0; i < 4; i++) {
            var at = corners.get(i);
            var before = corners.get((i + 3) % 4);
            var after = corners.get((i + 1) % 4);
            var cosine =
                    ((before.x() - at.x()) * (after.x() - at.x())
                                    + (before.y() - at.y()) * (after.y() - at.y()))
                            / (distance(before, at) * distance(after, at));
            if (Math.abs(cosine) > MOST_COSINE) {
                return true;
            }
        }
        return false;
    }

    private static boolean straight(Side side) {
        return side.strayPx() <= STRAY_PX + STRAY_SHARE * side.lengthPx();
    }

    /// Where each side meets the one before it.
    private static List<Point> meetings(List<Side> sides) {
        List<Point> corners = new ArrayList<>();
        for (var i = 0; i < 4; i++) {
            corners.add(sides.get((i + 3) % 4).meets(sides.get(i)));
        }
        return corners;
    }

    private static Optional<List<Point>> longSideFirst(List<Point> corners, Part part) {
        var id1 = CardLayout.WIDTH_MM / CardLayout.HEIGHT_MM;
        var inPicture = corners.stream().map(part::inPicture).toList();
        var aspect = Aspect.of(inPicture, part.picture());
        if (Math.abs(aspect / id1 - 1) <= ASPECT_TOLERANCE) {
            return Optional.of(corners);
        }
        if (Math.abs(1 / (aspect * id1) - 1) <= ASPECT_TOLERANCE) {
            List<Point> turned = new ArrayList<>(corners);
            Collections.rotate(turned, -1);
            return Optional.of(turned);
        }
        return Optional.empty();
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
