package io.dermflow.ingest.capacity;

import io.dermflow.events.WorkerStanding.Accelerators;
import io.dermflow.events.WorkerStanding.Machine;
import org.jspecify.annotations.Nullable;

/// One worker as one stage sees it.
///
/// @param memoryBytes what the process may use
/// @param peakBytes the most it has used
/// @param machine what the node has
/// @param accelerators GPUs that its models run on
/// @param pausedFor why it takes no jobs now
/// @param alive whether it was heard lately; one that was not tells only its size
record Worker(
        String name,
        String node,
        String device,
        int processors,
        long memoryBytes,
        long peakBytes,
        Machine machine,
        @Nullable Accelerators accelerators,
        int slots,
        int busy,
        @Nullable String pausedFor,
        boolean alive) {

    boolean works() {
        return alive && pausedFor == null;
    }
}
