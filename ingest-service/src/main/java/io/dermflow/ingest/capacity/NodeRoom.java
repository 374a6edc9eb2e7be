package io.dermflow.ingest.capacity;

import io.dermflow.events.Stage;
import io.dermflow.events.WireEnum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        CPU,
        MEMORY
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

    /// A slot of the vision stage keeps up to one core busy, on a GPU node too, where it decodes
    /// and measures; a slot of the narrative stage waits for llm-bridge.
    private static NodeRoom of(Stage stage, String node, List<Worker> workers) {
        int byMemory = 0;
        int byCpu = 0;
        for (Worker worker : workers) {
            byMemory =
                    Math.max(
                            byMemory,
                            (int)
                                    (USABLE
                                            * worker.memoryBytes()
                                            / Math.max(1, worker.peakBytes())));
            byCpu =
                    Math.max(
                            byCpu,
                            stage == Stage.VISION
                                    ? worker.processors() / Math.max(1, worker.slots())
                                    : Integer.MAX_VALUE);
        }
        return new NodeRoom(
                node,
                workers.getFirst().device(),
                workers.size(),
                Math.max(workers.size(), Math.min(byMemory, byCpu)),
                byMemory < byCpu ? Limit.MEMORY : Limit.CPU);
    }
}
