package io.dermflow.ingest.capacity;

import io.dermflow.events.Stage;
import io.dermflow.events.WorkerStanding.Accelerators;
import io.dermflow.events.WorkerStanding.Machine;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Loads for tests.
final class Loads {

    static final long GIB = 1L << 30;

    /// Jobs of one second each, one in ten of two.
    static final StageTimes SECOND = new StageTimes(500, 1, 1, 2, 0.3);

    private Loads() {}

    static Worker worker(String node, int slots, int processors, long memory, long peak) {
        return new Worker(
                "w-" + node,
                node,
                "cpu",
                processors,
                memory,
                peak,
                new Machine(processors, memory, 0),
                null,
                slots,
                0,
                null,
                true);
    }

    /// The same worker on another machine, with GPUs.
    static Worker on(Worker worker, Machine machine, @Nullable Accelerators accelerators) {
        return changed(worker, machine, accelerators, worker.pausedFor(), worker.alive());
    }

    static Worker paused(Worker worker, String why) {
        return changed(worker, worker.machine(), null, why, worker.alive());
    }

    static Worker gone(Worker worker) {
        return changed(worker, worker.machine(), null, worker.pausedFor(), false);
    }

    private static Worker changed(
            Worker worker,
            Machine machine,
            @Nullable Accelerators accelerators,
            @Nullable String pausedFor,
            boolean alive) {
        return new Worker(
                worker.name(),
                worker.node(),
                worker.device(),
                worker.processors(),
                worker.memoryBytes(),
                worker.peakBytes(),
                machine,
                accelerators,
                worker.slots(),
                worker.busy(),
                pausedFor,
                alive);
    }

    /// As many workers of four slots, each on a machine of its own with four cores and 8 GiB.
    static List<Worker> workers(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> worker("n" + i, 4, 4, 8 * GIB, GIB))
                .toList();
    }

    static StageLoad stage(Stage stage, long open, List<Worker> workers) {
        return new StageLoad(stage, open, SECOND, workers);
    }

    /// The narrative stage idle beside a vision stage.
    static Load load(double arrivals, StageLoad vision) {
        return new Load(
                Instant.EPOCH,
                arrivals,
                List.of(vision, stage(Stage.NARRATIVE, 0, workers(4))),
                true);
    }
}
