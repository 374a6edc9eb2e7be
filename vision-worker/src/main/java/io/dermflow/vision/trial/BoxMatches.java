package io.dermflow.vision.trial;

import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.ScoredBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// What a detector found of the boxes that are there, in one picture.
///
/// @param found by falling score
/// @param wanted class of each box that is there
record BoxMatches(List<Outcome> found, List<Integer> wanted) {

    private static final double HIT = 0.5;
    private static final int RECALL_POINTS = 101;
    private static final double ROUNDING = 1e-12;

    /// @param hit whether it lies on a box of its class that no surer one has taken
    record Outcome(int classIndex, double score, boolean hit) {}

    BoxMatches {
        found = List.copyOf(found);
        wanted = List.copyOf(wanted);
    }

    /// Each box is hit once, at an intersection over union of one half.
    static BoxMatches of(List<ScoredBox> found, List<ScoredBox> wanted) {
        List<ScoredBox> free = new ArrayList<>(wanted);
        List<Outcome> outcomes = new ArrayList<>();
        for (ScoredBox one : bestFirst(found)) {
            var hit =
                    free.stream()
                            .filter(box -> box.classIndex() == one.classIndex())
                            .filter(box -> overlap(one.box(), box) >= HIT)
                            .max(Comparator.comparingDouble(box -> overlap(one.box(), box)));
            hit.ifPresent(free::remove);
            outcomes.add(new Outcome(one.classIndex(), one.score(), hit.isPresent()));
        }
        return new BoxMatches(outcomes, wanted.stream().map(ScoredBox::classIndex).toList());
    }

    /// AP50, the mean over the classes that are there: average precision interpolated at 101 points
    /// of recall, as COCO's and `training/shared/metrics.py`. Empty where nothing is there to find.
    static OptionalDouble averagePrecision(List<BoxMatches> pictures) {
        return pictures.stream()
                .flatMap(picture -> picture.wanted().stream())
                .distinct()
                .mapToDouble(index -> averagePrecision(pictures, index))
                .average();
    }

    private static double averagePrecision(List<BoxMatches> pictures, int classIndex) {
        long there =
                pictures.stream()
                        .flatMap(picture -> picture.wanted().stream())
                        .filter(index -> index == classIndex)
                        .count();
        List<Outcome> outcomes =
                pictures.stream()
                        .flatMap(picture -> picture.found().stream())
                        .filter(outcome -> outcome.classIndex() == classIndex)
                        .sorted(Comparator.comparingDouble(outcome -> -outcome.score()))
                        .toList();
        double[] recall = new double[outcomes.size()];
        double[] precision = new double[outcomes.size()];
        int hits = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            hits += outcomes.get(i).hit() ? 1 : 0;
            recall[i] = hits / (double) there;
            precision[i] = hits / (i + 1.0);
        }
        return interpolated(recall, precision);
    }

    /// The mean of the best precision at each recall or beyond it.
    private static double interpolated(double[] recall, double[] precision) {
        double sum = 0;
        for (int point = 0; point < RECALL_POINTS; point++) {
            double wanted = point / (RECALL_POINTS - 1.0) - ROUNDING;
            double best = 0;
            for (int i = 0; i < recall.length; i++) {
                best = recall[i] >= wanted ? Math.max(best, precision[i]) : best;
            }
            sum += best;
        }
        return sum / RECALL_POINTS;
    }

    private static List<ScoredBox> bestFirst(List<ScoredBox> boxes) {
        return boxes.stream().sorted(Comparator.comparingDouble(box -> -box.score())).toList();
    }

    private static double overlap(Box one, ScoredBox other) {
        return one.intersectionOverUnion(other.box());
    }
}
