package io.dermflow.vision.trial;

import io.dermflow.imaging.detections.ClassProbabilities;
import io.dermflow.vision.model.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// How a model did on one picture of `labels.csv`.
///
/// @param tone the group that the picture is counted in
/// @param right whether the set of labels found is the set expected
/// @param choice of a classifier, where one label is expected
/// @param overlap as in [TriedImage]
/// @param boxes as in [TriedImage]
record Judged(
        String tone,
        boolean right,
        Optional<Choice> choice,
        OptionalDouble overlap,
        Optional<BoxMatches> boxes) {

    private static final int BINARY = 2;

    /// @param second of two classes: how probable the second one is; empty for more classes
    /// @param isSecond whether the second class is the expected one
    record Choice(String expected, String best, OptionalDouble second, boolean isSecond) {}

    static Judged of(Labels.Row row, TriedImage tried, LoadedModel model) {
        return new Judged(
                row.tone(),
                row.expected().equals(known(tried, model)),
                choice(row, tried, model),
                tried.overlap(),
                tried.boxes());
    }

    /// Landmarks of a pose are no labels.
    private static Set<String> known(TriedImage tried, LoadedModel model) {
        List<String> names = model.entry().output().names();
        List<String> labels = new ArrayList<>(tried.seen().stream().map(Seen::label).toList());
        if (!names.isEmpty()) {
            labels.retainAll(names);
        }
        return Set.copyOf(labels);
    }

    private static Optional<Choice> choice(Labels.Row row, TriedImage tried, LoadedModel model) {
        if (!(tried.answer() instanceof ClassProbabilities classes) || row.expected().size() != 1) {
            return Optional.empty();
        }
        String expected = row.expected().iterator().next();
        float[] shares = classes.values();
        return Optional.of(
                new Choice(
                        expected,
                        model.entry().label(classes.best()),
                        shares.length == BINARY
                                ? OptionalDouble.of(shares[1])
                                : OptionalDouble.empty(),
                        expected.equals(model.entry().label(1))));
    }
}
