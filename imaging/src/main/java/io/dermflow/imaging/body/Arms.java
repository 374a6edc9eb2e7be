package io.dermflow.imaging.body;

import io.dermflow.imaging.body.Silhouette.Run;
import java.util.List;
import java.util.Optional;

/// Both arms beside the trunk, cut at two heights.
record Arms(Pair upper, Pair lower) {

    /// One cut.
    ///
    /// @param gap the smaller one between an arm and the trunk, pixels
    record Pair(Run left, Run right, int gap) {}

    /// @return empty unless there is an arm on each side of the trunk, with a gap between
    static Optional<Pair> beside(Silhouette person, double axis, double share, double least) {
        List<Run> runs = person.runs(person.row(share));
        var trunk = runs.stream().filter(run -> run.holds(axis)).findFirst();
        var thick = least * person.height();
        if (trunk.isEmpty()) {
            return Optional.empty();
        }
        var left =
                runs.stream()
                        .filter(run -> run.to() < trunk.get().from() && run.width() >= thick)
                        .reduce((_, nearer) -> nearer);
        var right =
                runs.stream()
                        .filter(run -> run.from() > trunk.get().to() && run.width() >= thick)
                        .findFirst();
        return left.isPresent() && right.isPresent()
                ? Optional.of(
                        new Pair(
                                left.get(),
                                right.get(),
                                Math.min(
                                        trunk.get().from() - left.get().to(),
                                        right.get().from() - trunk.get().to())))
                : Optional.empty();
    }

    static Optional<Arms> between(Silhouette person, double axis, double above, double below) {
        return beside(person, axis, above, 0)
                .flatMap(upper ->
                        beside(person, axis, below, 0).map(lower -> new Arms(upper, lower)));
    }

    int gap() {
        return Math.min(upper.gap(), lower.gap());
    }

    double steepestDegrees() {
        return Math.toDegrees(Math.max(leftAngle(), rightAngle()));
    }

    /// By how much both arms together are cut longer than they are thick, halved: only their outer
    /// halves count at the shoulders. Pixels.
    double slant() {
        return upper.left().width() / 2.0 * (1 - Math.cos(leftAngle()))
                + upper.right().width() / 2.0 * (1 - Math.cos(rightAngle()));
    }

    private double leftAngle() {
        return angle(upper.left(), lower.left());
    }

    private double rightAngle() {
        return angle(upper.right(), lower.right());
    }

    private static double angle(Run upper, Run lower) {
        return Math.atan2(Math.abs(lower.middle() - upper.middle()), lower.y() - upper.y());
    }
}
