package io.dermflow.ingest.capacity;

import io.dermflow.events.Stage;
import io.dermflow.events.WireEnum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How many workers of one stage a node holds.
///
/// @param workers that it holds now
/// @param fit that it could hold, at least those
/// @param limit what stops one more
record NodeRoom(String node, String device, int workers, int fit, Limit limit) {

    /// A worker pauses above this share of the memory (`dermflow.memory.pause-above`).
    private static final double USABLE = 0.92;

    /// What runs out first on a node.
    enum Limit implements WireEnum {
        MEMORY,
        CPU,
        /// GPUs, or their memory.
        ACCELERATOR
    }

    /// The nodes on which workers of the stage live.
    static List<NodeRoom> of(StageLoad load) {
        Map<String, List<Worker>> nodes = new LinkedHashMap<>();
        for (Worker worker : load.alive()) {
            nodes.computeIfAbsent(worker.node(), _ -> new ArrayList<>()).add(worker);
        }
        return nodes.entrySet().stream()
                .map(node -> of(load.stage(), node.getKey(), node.getValue()))
                .toList();
    }

    private static NodeRoom of(Stage stage, String node, List<Worker> workers) {
        Map<Limit, Integer> fits = new EnumMap<>(Limit.class);
        for (Worker worker : workers) {
            fits.merge(Limit.MEMORY, byMemory(worker), Math::max);
            if (stage == Stage.VISION) {
                fits.merge(Limit.CPU, byCpu(worker), Math::max);
                byAccelerators(worker, workers.size())
                        .ifPresent(fit -> fits.merge(Limit.ACCELERATOR, fit, Math::max));
            }
        }
        var tightest = Collections.min(fits.entrySet(), Map.Entry.comparingByValue());
        return new NodeRoom(
                node,
                workers.getFirst().device(),
                workers.size(),
                Math.max(workers.size(), tightest.getValue()),
                tightest.getKey());
    }

    /// A container's limit is set aside for it; without one a worker takes what it has used.
    private static int byMemory(Worker worker) {
        long machine = worker.machine().memoryBytes();
        return worker.memoryBytes() < machine
                ? quotient(machine, worker.memoryBytes())
                : quotient((long) (USABLE * machine), worker.peakBytes());
    }

    /// A slot keeps up to one core busy, on a GPU node too, where it decodes and measures; a slot
    /// of the narrative stage, which waits for llm-bridge, keeps none. A container's limit counts
    /// where it is less than the machine has.
    private static int byCpu(Worker worker) {
        int machine = worker.machine().processors();
        return quotient(
                machine, worker.processors() < machine ? worker.processors() : worker.slots());
    }

    /// Where a worker gets GPUs of its own, by their number, else by their memory: what is in use
    /// is that of all workers on the node.
    private static Optional<Integer> byAccelerators(Worker worker, int onNode) {
        return Optional.ofNullable(worker.accelerators())
                .map(own ->
                        worker.machine().accelerators() > 0
                                ? quotient(worker.machine().accelerators(), own.count())
                                : quotient(
                                        (long) (USABLE * own.memoryBytes()),
                                        own.usedBytes() / onNode));
    }

    private static int quotient(long all, long each) {
        return (int) Math.min(Integer.MAX_VALUE, all / Math.max(1, each));
    }
}
