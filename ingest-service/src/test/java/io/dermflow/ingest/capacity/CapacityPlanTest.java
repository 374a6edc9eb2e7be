package io.dermflow.ingest.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.Stage;
import io.dermflow.events.WorkerStanding.Accelerators;
import io.dermflow.events.WorkerStanding.Machine;
import io.dermflow.ingest.capacity.CapacityPlan.What;
import io.dermflow.ingest.capacity.NodeRoom.Limit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityPlanTest {

    /// Both stages have a p90 of 2 s, so of 24 s each may take 12 s and wait 10 s: 400 waiting jobs
    /// of 1 s need 40 slots, ten workers of four.
    @Test
    void aBacklogAsksForTheSlotsThatWorkItOffInTime() {
        var vision = Loads.stage(Stage.VISION, 400, Loads.workers(2));

        CapacityPlan plan = CapacityPlan.of(Loads.load(1, vision), 24);

        StagePlan stage = plan.stages().getFirst();
        assertThat(stage.slotsNeeded()).isEqualTo(40);
        assertThat(stage.workersNeeded()).isEqualTo(10);
        assertThat(stage.nodesNeeded()).isEqualTo(10);
        assertThat(stage.demand()).isEqualTo(SizeStage.Demand.BACKLOG);
        // Eight slots do eight a second, one comes: 400 / 7 s.
        assertThat(plan.minutesToDrain()).isEqualTo(400 / 7.0 / 60, within(1e-9));
    }

    @Test
    void arrivalsAskForMoreSlotsThanTheyKeepBusy() {
        var vision = Loads.stage(Stage.VISION, 0, Loads.workers(2));

        StagePlan stage = CapacityPlan.of(Loads.load(10, vision), 5).stages().getFirst();

        assertThat(stage.demand()).isEqualTo(SizeStage.Demand.ARRIVALS);
        assertThat(stage.slotsNeeded()).isBetween(11, 14);
    }

    @Test
    void needNeverShrinksWithBacklogArrivalsOrATighterTarget() {
        int before = 0;
        for (long open : new long[] {0, 10, 100, 1_000, 10_000}) {
            int slots = slots(1, open, 30);
            assertThat(slots).isGreaterThanOrEqualTo(before);
            before = slots;
        }
        before = 0;
        for (double arrivals : new double[] {0, 0.1, 1, 10, 100}) {
            int slots = slots(arrivals, 0, 30);
            assertThat(slots).isGreaterThan(before == 1 ? 0 : before);
            before = slots;
        }
        assertThat(slots(1, 100, 10)).isGreaterThan(slots(1, 100, 60));
    }

    @Test
    void aLineThatGrowsIsNeverDrained() {
        var vision = Loads.stage(Stage.VISION, 50, Loads.workers(1));

        assertThat(CapacityPlan.of(Loads.load(4, vision), 30).minutesToDrain()).isNull();
    }

    @Test
    void aTargetBelowTheStagesOwnTimesIsOutOfReach() {
        var vision = Loads.stage(Stage.VISION, 0, Loads.workers(2));

        CapacityPlan plan = CapacityPlan.of(Loads.load(0.1, vision), 3);

        assertThat(plan.reachable()).isFalse();
        assertThat(plan.limit()).isEqualTo(new CapacityPlan.Limit(What.SERVICE_TIME, null));
    }

    @Test
    void namesWhatIsMissing() {
        List<Worker> pausedForMemory = new ArrayList<>(Loads.workers(2));
        pausedForMemory.set(0, Loads.paused(pausedForMemory.getFirst(), "memory"));
        List<Worker> waiting = List.of(Loads.paused(Loads.workers(1).getFirst(), "llm_away"));

        assertThat(limit(1, 0, Loads.workers(4))).isEqualTo(What.NONE);
        assertThat(limit(1, 0, List.of())).isEqualTo(What.WORKERS);
        assertThat(limit(1, 0, List.of(Loads.gone(Loads.workers(1).getFirst()))))
                .isEqualTo(What.WORKERS);
        assertThat(limit(5, 100, pausedForMemory)).isEqualTo(What.MEMORY);
        assertThat(limit(1, 10, waiting)).isEqualTo(What.PAUSED);
        // Four cores, four slots: the node is full.
        assertThat(limit(6, 0, Loads.workers(1))).isEqualTo(What.CPU);
        // Sixteen cores and room for four workers.
        assertThat(limit(6, 0, List.of(Loads.worker("a", 4, 16, 64 * Loads.GIB, Loads.GIB))))
                .isEqualTo(What.SLOTS);
        // Sixteen cores, but memory for one.
        assertThat(limit(6, 0, List.of(Loads.worker("a", 4, 16, 2 * Loads.GIB, Loads.GIB))))
                .isEqualTo(What.MEMORY);
    }

    @Test
    void aNodeHoldsWhatItsCoresAndItsMemoryHold() {
        var byCpu = Loads.worker("a", 4, 16, 64 * Loads.GIB, Loads.GIB);
        var byMemory = Loads.worker("b", 4, 64, 8 * Loads.GIB, 2 * Loads.GIB);

        List<NodeRoom> rooms = NodeRoom.of(Loads.stage(Stage.VISION, 0, List.of(byCpu, byMemory)));

        assertThat(rooms)
                .containsExactly(
                        new NodeRoom("a", "cpu", 1, 4, NodeRoom.Limit.CPU),
                        new NodeRoom("b", "cpu", 1, 3, NodeRoom.Limit.MEMORY));
    }

    /// A container of 4 GiB and four cores on a machine with eight times as much: its peak of 1 GiB
    /// says nothing about how many the machine holds.
    @Test
    void aContainerTakesWhatItsLimitsSetAside() {
        var container = Loads.worker("a", 2, 4, 4 * Loads.GIB, Loads.GIB);
        var byMemory = Loads.on(container, new Machine(32, 24 * Loads.GIB, 0), null);
        var byCpu = Loads.on(container, new Machine(32, 64 * Loads.GIB, 0), null);

        assertThat(room(byMemory)).isEqualTo(new NodeRoom("a", "cpu", 1, 6, Limit.MEMORY));
        assertThat(room(byCpu)).isEqualTo(new NodeRoom("a", "cpu", 1, 8, Limit.CPU));
    }

    @Test
    void aGpuNodeHoldsWhatItsGpusHold() {
        var worker = Loads.worker("g", 2, 64, 256 * Loads.GIB, Loads.GIB);
        var handedOut = new Machine(64, 256 * Loads.GIB, 4);
        var shared = new Machine(64, 256 * Loads.GIB, 0);
        var one = new Accelerators(1, 80 * Loads.GIB, 10 * Loads.GIB);
        var other = Loads.on(Loads.worker("g", 2, 64, 256 * Loads.GIB, Loads.GIB), shared, one);

        assertThat(room(Loads.on(worker, handedOut, one)))
                .as("one GPU each, four on the node")
                .isEqualTo(new NodeRoom("g", "cpu", 1, 4, Limit.ACCELERATOR));
        assertThat(room(Loads.on(worker, shared, one)))
                .as("10 of 80 GiB used by one worker")
                .isEqualTo(new NodeRoom("g", "cpu", 1, 7, Limit.ACCELERATOR));
        assertThat(room(Loads.on(worker, shared, one), other))
                .as("10 of 80 GiB used by two")
                .isEqualTo(new NodeRoom("g", "cpu", 2, 14, Limit.ACCELERATOR));
        assertThat(limit(6, 0, List.of(Loads.on(worker, new Machine(64, 256 * Loads.GIB, 1), one))))
                .isEqualTo(What.ACCELERATOR);
    }

    private static NodeRoom room(Worker... workers) {
        return NodeRoom.of(Loads.stage(Stage.VISION, 0, List.of(workers))).getFirst();
    }

    @Test
    void withoutAMeasuredJobTheNeedIsWhatThereIs() {
        var unmeasured = new StageLoad(Stage.VISION, 9, StageTimes.UNMEASURED, Loads.workers(3));

        StagePlan stage = CapacityPlan.of(Loads.load(1, unmeasured), 30).stages().getFirst();

        assertThat(stage.workersNeeded()).isEqualTo(3);
        assertThat(stage.demand()).isNull();
        assertThat(stage.minutesToDrain()).isNull();
    }

    @Test
    void aSilentWorkerStillTellsHowManySlotsAWorkerHas() {
        var gone = Loads.gone(Loads.worker("a", 8, 8, 8 * Loads.GIB, Loads.GIB));
        var load =
                new Load(
                        Instant.EPOCH,
                        0.1,
                        List.of(
                                Loads.stage(Stage.VISION, 80, List.of(gone)),
                                Loads.stage(Stage.NARRATIVE, 0, Loads.workers(1))),
                        false);

        CapacityPlan plan = CapacityPlan.of(load, 24);

        assertThat(plan.stages().getFirst().workers()).isZero();
        assertThat(plan.stages().getFirst().slotsNeeded()).isEqualTo(8);
        assertThat(plan.stages().getFirst().workersNeeded()).isEqualTo(1);
        assertThat(plan.backlogFrom()).isEqualTo("captures");
    }

    private static int slots(double arrivals, long open, double target) {
        var vision = Loads.stage(Stage.VISION, open, Loads.workers(2));
        return CapacityPlan.of(Loads.load(arrivals, vision), target)
                .stages()
                .getFirst()
                .slotsNeeded();
    }

    private static What limit(double arrivals, long open, List<Worker> workers) {
        var vision = Loads.stage(Stage.VISION, open, workers);
        return CapacityPlan.of(Loads.load(arrivals, vision), 30).limit().what();
    }
}
