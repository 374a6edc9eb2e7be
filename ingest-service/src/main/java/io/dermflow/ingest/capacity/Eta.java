package io.dermflow.ingest.capacity;

import io.dermflow.events.Stage;
import java.util.Optional;

/// Seconds until a capture's result.
///
/// @param median as likely sooner as later
/// @param p90 nine in ten are there
public record Eta(double median, double p90) {

    /// `P(Z <= 1.2816) = 0.9` of the normal distribution.
    private static final double NORMAL_P90 = 1.2816;

    /// The estimate for a capture that the vision stage has not begun. Both stages work at the same
    /// time: the narrative line ahead is done when its own work is, or when the vision stage has
    /// handed over the last of it, whichever comes later.
    ///
    /// @param ahead captures that the vision stage takes before it
    /// @return empty while nothing was measured, or no slot takes jobs
    static Optional<Eta> queued(Load load, long ahead) {
        StageLoad vision = load.stage(Stage.VISION);
        StageLoad narrative = load.stage(Stage.NARRATIVE);
        return both(
                Line.of(vision, ahead + vision.busy()),
                Line.of(narrative, ahead + vision.busy() + narrative.open()),
                vision,
                narrative);
    }

    /// The estimate for one that the vision stage works on.
    static Optional<Eta> inVision(Load load) {
        StageLoad vision = load.stage(Stage.VISION);
        StageLoad narrative = load.stage(Stage.NARRATIVE);
        return both(Line.of(vision, 0), Line.of(narrative, narrative.open()), vision, narrative);
    }

    /// The estimate for one that waits for the narrative stage or is there: its own record is among
    /// the open ones.
    static Optional<Eta> inNarrative(Load load) {
        StageLoad narrative = load.stage(Stage.NARRATIVE);
        return Line.of(narrative, Math.max(0, narrative.waiting() - 1))
                .map(line -> line.andThen(narrative.times()));
    }

    private static Optional<Eta> both(
            Optional<Line> vision, Optional<Line> narrative, StageLoad first, StageLoad second) {
        if (vision.isEmpty() || narrative.isEmpty()) {
            return Optional.empty();
        }
        Eta handedOver = vision.get().andThen(first.times());
        Line line = narrative.get();
        return Optional.of(
                new Eta(
                        Math.max(handedOver.median(), line.median()) + second.times().median(),
                        Math.max(handedOver.p90(), line.p90()) + second.times().p90()));
    }

    /// The time until the jobs ahead are taken: a sum of many, so nearly normal.
    private record Line(double median, double p90) {

        static Optional<Line> of(StageLoad load, long ahead) {
            if (!load.times().known() || load.slots() == 0) {
                return Optional.empty();
            }
            // With a slot free there is no wait; otherwise the k-th place is taken after k ends.
            long ends = Math.max(0, ahead + 1 - load.slots());
            double mean = ends * load.times().mean() / load.slots();
            double deviation = Math.sqrt(ends) * load.times().deviation() / load.slots();
            return Optional.of(new Line(mean, mean + NORMAL_P90 * deviation));
        }

        Eta andThen(StageTimes times) {
            return new Eta(median + times.median(), p90 + times.p90());
        }
    }
}
