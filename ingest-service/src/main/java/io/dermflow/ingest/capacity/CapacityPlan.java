package io.dermflow.ingest.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dermflow.events.WireEnum;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the suite needs so that nine captures in ten have their result within the target.
///
/// @param backlogFrom `broker`, or `captures` while Kafka is away
/// @param reachable false where the stages alone take longer than the target: no number of workers
///   helps, and the figures are those that keep the waits short
/// @param minutesToDrain until what waits now is worked off; absent where a line grows
@JsonInclude(JsonInclude.Include.NON_NULL)
record CapacityPlan(
        Instant measuredAt,
        double targetP90Seconds,
        double arrivalsPerSecond,
        String backlogFrom,
        boolean reachable,
        Limit limit,
        @Nullable Double minutesToDrain,
        List<StagePlan> stages) {

    /// The one thing that keeps the target out of reach, or would first.
    ///
    /// @param stage where it is
    record Limit(What what, @Nullable String stage) {}

    /// Kinds of limits.
    enum What implements WireEnum {
        /// Nothing is missing.
        NONE,
        /// The stages alone take longer than the target.
        SERVICE_TIME,
        /// No worker of the stage is alive.
        WORKERS,
        /// Workers have stopped taking jobs because memory is short, or no more fit into it.
        MEMORY,
        /// Workers have stopped taking jobs: a dependency is away, or no model is loaded.
        PAUSED,
        /// More workers are needed, and there are nodes with room for them.
        SLOTS,
        /// More workers are needed, and the nodes have no cores for them.
        CPU,
        /// More workers are needed, and the nodes have no GPU, or no memory of one, for them.
        ACCELERATOR
    }

    /// The target is shared out among the stages by their own p90: each may wait as many times its
    /// own time as the others. A stage's p90 and the p90 of its wait are added, which is more than
    /// the p90 of the sum, so the plan errs on the safe side.
    static CapacityPlan of(Load load, double targetSeconds) {
        double own = load.stages().stream().mapToDouble(one -> one.times().p90()).sum();
        boolean reachable = own < targetSeconds;
        double waitsPerTime = reachable && own > 0 ? targetSeconds / own - 1 : 1;
        List<StagePlan> stages =
                load.stages().stream()
                        .map(one ->
                                StagePlan.of(
                                        one, load.arrivals(), waitsPerTime * one.times().p90()))
                        .toList();
        return new CapacityPlan(
                load.at(),
                targetSeconds,
                load.arrivals(),
                load.fromBroker() ? "broker" : "captures",
                reachable,
                limit(load, reachable, stages),
                slowest(stages),
                stages);
    }

    private static Limit limit(Load load, boolean reachable, List<StagePlan> stages) {
        StagePlan tightest =
                stages.stream()
                        .max(Comparator.comparingDouble(CapacityPlan::shortage))
                        .orElseThrow();
        What what = what(load.stage(tightest.stage()), tightest);
        if (what == What.NONE && !reachable) {
            return new Limit(What.SERVICE_TIME, null);
        }
        return new Limit(what, what == What.NONE ? null : tightest.stage().wireName());
    }

    private static double shortage(StagePlan stage) {
        return stage.slotsNeeded() / Math.max(0.5, stage.slots());
    }

    private static What what(StageLoad load, StagePlan plan) {
        if (plan.slotsNeeded() <= plan.slots()) {
            return What.NONE;
        }
        if (plan.workers() == 0) {
            return What.WORKERS;
        }
        if (load.alive().stream().anyMatch(worker -> "memory".equals(worker.pausedFor()))) {
            return What.MEMORY;
        }
        if (load.alive().stream().anyMatch(worker -> !worker.works())) {
            return What.PAUSED;
        }
        if (plan.fitsOnItsNodes()) {
            return What.SLOTS;
        }
        return switch (plan.nodes().getFirst().limit()) {
            case MEMORY -> What.MEMORY;
            case CPU -> What.CPU;
            case ACCELERATOR -> What.ACCELERATOR;
        };
    }

    private static @Nullable Double slowest(List<StagePlan> stages) {
        double slowest = 0;
        for (StagePlan stage : stages) {
            Double minutes = stage.minutesToDrain();
            if (minutes == null) {
                return null;
            }
            slowest = Math.max(slowest, minutes);
        }
        return slowest;
    }
}
