package io.dermflow.ingest.capacity;

import io.dermflow.events.WireEnum;
import org.jspecify.annotations.Nullable;

/// How many slots a stage needs so that nine captures in ten wait no longer than they may.
final class SizeStage {

    static final double QUANTILE = 0.9;

    /// More than any installation has; ends the search whatever was measured.
    private static final int MOST = 100_000;

    private SizeStage() {}

    /// What asks for the slots.
    enum Demand implements WireEnum {
        /// What comes every second.
        ARRIVALS,
        /// What waits already.
        BACKLOG
    }

    /// @param demand null when nothing was measured yet and the figure is what there is
    record Need(int slots, @Nullable Demand demand) {}

    /// The larger of two figures: the slots in which newcomers wait no longer than they may when
    /// the backlog is gone ([WaitingLine]), and those that work off the backlog within the same
    /// time: the last of it waits `waiting · mean / slots`, and later ones less.
    ///
    /// @param mayWait seconds before a slot takes the job
    static Need size(StageLoad load, double arrivals, double mayWait) {
        StageTimes times = load.times();
        if (!times.known()) {
            return new Need(Math.max(1, load.slots()), null);
        }
        int steady = steady(arrivals, times, mayWait);
        double backlog = Math.ceil(load.waiting() * times.mean() / mayWait);
        return backlog > steady
                ? new Need((int) Math.min(MOST, backlog), Demand.BACKLOG)
                : new Need(steady, Demand.ARRIVALS);
    }

    private static int steady(double arrivals, StageTimes times, double mayWait) {
        int slots = (int) Math.min(MOST, Math.floor(arrivals * times.mean()) + 1);
        while (slots < MOST && WaitingLine.wait(arrivals, times, slots, QUANTILE) > mayWait) {
            slots++;
        }
        return slots;
    }
}
