package io.dermflow.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a worker has to offer, every few seconds while it lives: topic `skin_analysis_workers`. At
/// most once; the latest of a worker counts, and one that was silent for a while counts as gone.
///
/// @param worker stable name of the process
/// @param node the machine it runs on; workers on one node share its cores and memory
/// @param device what its models run on, `cpu` or `cuda`
/// @param processors cores that the process may use
/// @param memoryBytes what the process may use: the machine's, or its container's when that is less
/// @param peakBytes the most that it has used so far (resident)
/// @param machine what the node has
/// @param accelerators what its models run on; absent on the CPU and where it can't be read
public record WorkerStanding(
        String worker,
        String node,
        String device,
        int processors,
        long memoryBytes,
        long peakBytes,
        @Nullable Machine machine,
        @Nullable Accelerators accelerators,
        List<StageSlots> stages,
        Instant at)
        implements Event {

    public WorkerStanding {
        stages = stages == null ? List.of() : List.copyOf(stages);
    }

    /// A node as the worker sees it, whatever its container allows.
    ///
    /// @param accelerators that are handed out to workers one by one, as the operator says
    ///   (`NODE_ACCELERATORS`); 0: the workers share what they see
    public record Machine(int processors, long memoryBytes, int accelerators) {}

    /// GPUs.
    ///
    /// @param count that the process may use
    /// @param memoryBytes of them together
    /// @param usedBytes of it, by all processes
    public record Accelerators(int count, long memoryBytes, long usedBytes) {}

    /// One stage that the worker runs.
    ///
    /// @param slots jobs at once
    /// @param busy slots at work
    /// @param pausedFor why it takes no jobs now, for instance `memory`
    public record StageSlots(Stage stage, int slots, int busy, @Nullable String pausedFor) {}

    @Override
    public String key() {
        return worker;
    }

    @Override
    public String eventId() {
        return worker + ":" + at;
    }
}
