package io.dermflow.imaging.registration;

import io.dermflow.imaging.decode.Held;
import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.DMatch;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDMatch;
import org.opencv.features2d.BFMatcher;

/// One place in two pictures, pixels of each.
record Pair(Point here, Point there) {

    /// Lowe 2004: nearest over second nearest; 90 % of the wrong ones are gone, and 5 % of the
    /// right.
    private static final float RATIO = 0.8f;

    /// Pixels. Landmarks that lie so near to each other count once.
    private static final double SAME = 2;

    /// By likeness alone; some are wrong.
    ///
    /// @return each place once at most
    static List<Pair> alike(Landmarks here, Landmarks there) {
        var pairs = new ArrayList<Pair>();
        var takenHere = new HashSet<Point>();
        var takenThere = new HashSet<Point>();
        for (var match : matches(here.descriptors(), there.descriptors())) {
            var pair =
                    new Pair(here.places().get(match.queryIdx), there.places().get(match.trainIdx));
            var cellHere = cell(pair.here);
            var cellThere = cell(pair.there);
            if (!takenHere.contains(cellHere) && !takenThere.contains(cellThere)) {
                takenHere.add(cellHere);
                takenThere.add(cellThere);
                pairs.add(pair);
            }
        }
        return pairs;
    }

    /// The closest first.
    private static List<DMatch> matches(Mat here, Mat there) {
        var nearest = new ArrayList<MatOfDMatch>();
        Held.during(
                BFMatcher.create(Core.NORM_L2),
                matcher -> matcher.knnMatch(here, there, nearest, 2));
        var distinct =
                nearest.stream()
                        .map(MatOfDMatch::toArray)
                        .filter(two -> two.length == 2 && two[0].distance < RATIO * two[1].distance)
                        .map(two -> two[0])
                        .sorted(Comparator.comparingDouble(match -> match.distance))
                        .toList();
        nearest.forEach(Mat::release);
        return distinct;
    }

    private static Point cell(Point p) {
        return new Point(Math.rint(p.x() / SAME), Math.rint(p.y() / SAME));
    }
}
