package io.dermflow.vision.trial;

import io.dermflow.vision.trial.Judged.Choice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A figure of a group of pictures; empty where the group has nothing to work it out of.
enum Figure {
    /// The share of pictures whose set of labels is exactly the one expected.
    RIGHT("right", Figure::right),
    /// The mean over the expected classes of how many of theirs are right.
    BALANCED_ACCURACY("balanced accuracy", group -> balancedAccuracy(choices(group))),
    /// Of two classes: how often a picture of the second one is thought likelier to be of it than a
    /// picture of the first; ties count half.
    AUC("AUC", group -> auc(choices(group))),
    /// The mean overlap of outlines with the masks beside the pictures.
    IOU("IoU", Figure::overlap),
    /// Of detections above the score threshold.
    AP50("AP50", Figure::precision);

    private final String title;
    private final Function<List<Judged>, OptionalDouble> formula;

    Figure(String title, Function<List<Judged>, OptionalDouble> formula) {
        this.title = title;
        this.formula = formula;
    }

    String title() {
        return title;
    }

    OptionalDouble of(List<Judged> group) {
        return formula.apply(group);
    }

    private static OptionalDouble right(List<Judged> group) {
        return group.stream().mapToDouble(one -> one.right() ? 1 : 0).average();
    }

    private static List<Choice> choices(List<Judged> group) {
        return group.stream().map(Judged::choice).flatMap(Optional::stream).toList();
    }

    private static OptionalDouble balancedAccuracy(List<Choice> choices) {
        Map<String, Double> recalls =
                choices.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Choice::expected,
                                        Collectors.averagingDouble(choice ->
                                                choice.best().equals(choice.expected()) ? 1 : 0)));
        return recalls.values().stream().mapToDouble(Double::doubleValue).average();
    }

    private static OptionalDouble auc(List<Choice> choices) {
        double won = 0;
        int pairs = 0;
        for (Choice second : choices) {
            for (Choice first : choices) {
                if (second.isSecond()
                        && !first.isSecond()
                        && second.second().isPresent()
                        && first.second().isPresent()) {
                    double ahead = second.second().getAsDouble() - first.second().getAsDouble();
                    won += ahead > 0 ? 1 : ahead < 0 ? 0 : 0.5;
                    pairs++;
                }
            }
        }
        return pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(won / pairs);
    }

    private static OptionalDouble overlap(List<Judged> group) {
        return group.stream()
                .map(Judged::overlap)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    private static OptionalDouble precision(List<Judged> group) {
        return BoxMatches.averagePrecision(
                group.stream().map(Judged::boxes).flatMap(Optional::stream).toList());
    }
}
