package io.dermflow.imaging.body;

import io.dermflow.imaging.body.Silhouette.Run;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reads widths of the trunk.
final class Widths {

    private Widths() {}

    /// @param deviation of the height at which to read, share of the body height
    static Optional<Width> at(
            String name, Silhouette person, double axis, double share, double deviation) {
        return person.trunk(share, axis)
                .map(run -> {
                    var level =
                            (difference(person, axis, share + deviation, run)
                                            + difference(person, axis, share - deviation, run))
                                    / 2;
                    return Width.of(name, run, run.width(), level);
                });
    }

    /// The widest between two heights.
    static Optional<Width> widest(
            String name, Silhouette person, double axis, double lowest, double highest) {
        var from = person.row(highest);
        var to = person.row(lowest);
        return IntStream.rangeClosed(from, to)
                .mapToObj(y -> person.runs(y).stream().filter(run -> run.holds(axis)).findFirst())
                .flatMap(Optional::stream)
                .max(Comparator.comparingInt(Run::width))
                .map(run -> Width.of(name, run, run.width(), 0));
    }

    /// How much the trunk's width changes there; nothing where it can't be read, as where arms join
    /// it.
    private static double difference(Silhouette person, double axis, double share, Run run) {
        return person.trunk(share, axis)
                .map(other -> (double) Math.abs(other.width() - run.width()))
                .filter(change -> change < run.width() / 4.0)
                .orElse(0.0);
    }
}
