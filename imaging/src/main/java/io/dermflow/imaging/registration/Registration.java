package io.dermflow.imaging.registration;

import io.dermflow.imaging.card.Homography;
import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.opencv.calib3d.Calib3d;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Size;

/// How one picture lies over another of the same plane.
///
/// @param pairs that agree with it
/// @param onto from pixels of the one to those of the other
record Registration(List<Pair> pairs, Homography onto) {

    /// Pixels of the other picture by which a pair may miss.
    private static final double TOLERANCE = 3;

    private static final int TRIES = 5000;
    private static final double CERTAINTY = 0.9999;

    /// Of 162 pairs of photographs of two people and 20 of drawn skin at most 6 agreed, by chance;
    /// of photographs that show one place, the one from up to three times as far, 12 to 819.
    private static final int LEAST_PAIRS = 20;

    /// Of all pairs that are alike: half and more where the place is the same.
    private static final double LEAST_SHARE = 0.3;

    /// How much larger or smaller one may show the skin.
    private static final double MOST_FACTOR = 6;

    /// Longer over shorter side of what a square becomes; 2 is a tilt of 60 degrees.
    private static final double MOST_STRETCH = 2;

    /// Area factor over area factor among the pairs: a tilt of 30 degrees, seen from as near as the
    /// picture is wide, makes 4 from edge to edge.
    private static final double MOST_PERSPECTIVE = 4;

    Registration {
        pairs = List.copyOf(pairs);
    }

    /// @param picture size of the one
    /// @return empty when too few pairs agree, or agree on what no two pictures of a plane do
    static Optional<Registration> of(List<Pair> alike, Size picture) {
        if (alike.size() < LEAST_PAIRS) {
            return Optional.empty();
        }
        var agreeing = agreeing(alike);
        return agreeing.size() < Math.max(LEAST_PAIRS, LEAST_SHARE * alike.size())
                ? Optional.empty()
                : Optional.of(
                                new Registration(
                                        agreeing,
                                        Homography.between(
                                                agreeing.stream().map(Pair::here).toList(),
                                                agreeing.stream().map(Pair::there).toList())))
                        .filter(found -> found.isOfAPlane(picture));
    }

    private static List<Pair> agreeing(List<Pair> alike) {
        var here = points(alike, Pair::here);
        var there = points(alike, Pair::there);
        var mask = new Mat();
        Calib3d.findHomography(here, there, Calib3d.RANSAC, TOLERANCE, mask, TRIES, CERTAINTY)
                .release();
        var inside = new byte[alike.size()];
        if (!mask.empty()) {
            mask.get(0, 0, inside);
        }
        List.of(here, there, mask).forEach(Mat::release);
        var agreeing = new ArrayList<Pair>();
        for (var i = 0; i < inside.length; i++) {
            if (inside[i] != 0) {
                agreeing.add(alike.get(i));
            }
        }
        return agreeing;
    }

    private static MatOfPoint2f points(List<Pair> pairs, Function<Pair, Point> end) {
        return new MatOfPoint2f(
                pairs.stream()
                        .map(end)
                        .map(point -> new org.opencv.core.Point(point.x(), point.y()))
                        .toArray(org.opencv.core.Point[]::new));
    }

    /// Neither mirrored nor folded, and of a size, a slant and a perspective that two pictures of
    /// one plane have.
    private boolean isOfAPlane(Size picture) {
        var areas =
                pairs.stream()
                        .mapToDouble(pair -> onto.areaFactor(pair.here()))
                        .summaryStatistics();
        var middle = new Point(picture.width / 2, picture.height / 2);
        var factor = Math.sqrt(onto.areaFactor(middle));
        return corners(picture).stream().allMatch(corner -> signedAreaFactor(corner) > 0)
                && areas.getMax() <= MOST_PERSPECTIVE * areas.getMin()
                && factor <= MOST_FACTOR
                && factor >= 1 / MOST_FACTOR
                && stretch(middle) <= MOST_STRETCH;
    }

    static List<Point> corners(Size picture) {
        return List.of(
                new Point(0, 0),
                new Point(picture.width, 0),
                new Point(picture.width, picture.height),
                new Point(0, picture.height));
    }

    /// Below zero where it is mirrored, or behind the camera.
    private double signedAreaFactor(Point at) {
        var by = onto.jacobian(at);
        return by[0] * by[3] - by[1] * by[2];
    }

    /// Larger over smaller singular value.
    private double stretch(Point at) {
        var by = onto.jacobian(at);
        var squares = by[0] * by[0] + by[1] * by[1] + by[2] * by[2] + by[3] * by[3];
        var half = squares / (2 * onto.areaFactor(at));
        return half + Math.sqrt(Math.max(0, half * half - 1));
    }
}
