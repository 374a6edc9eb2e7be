package io.dermflow.imaging.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Greedy suppression of boxes that cover the same thing, class by class: boxes of different
/// classes never suppress each other (Ultralytics' default, `agnostic=False`).
public final class NonMaximumSuppression {

    private NonMaximumSuppression() {}

    /// Returns the indices of the boxes that stay, by falling score; equal scores keep their order.
    ///
    /// @param maxOverlap a box stays while its intersection over union with every better box of its
    ///   class is at most this
    /// @param maxBoxes how many may stay
    public static List<Integer> keep(List<ScoredBox> boxes, double maxOverlap, int maxBoxes) {
        var byScore =
                IntStream.range(0, boxes.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -boxes.get(i).score()))
                        .toList();
        var kept = new ArrayList<Integer>();
        for (var index : byScore) {
            if (kept.size() == maxBoxes) {
                break;
            }
            var box = boxes.get(index);
            if (kept.stream().noneMatch(better -> covers(boxes.get(better), box, maxOverlap))) {
                kept.add(index);
            }
        }
        return List.copyOf(kept);
    }

    private static boolean covers(ScoredBox better, ScoredBox box, double maxOverlap) {
        return better.classIndex() == box.classIndex()
                && better.box().intersectionOverUnion(box.box()) > maxOverlap;
    }
}
