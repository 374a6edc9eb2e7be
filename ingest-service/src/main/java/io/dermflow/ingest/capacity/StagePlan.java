package io.dermflow.ingest.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dermflow.events.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one stage has and what it needs.
///
/// @param backlog records that wait or are worked on
/// @param measured jobs whose times the figures come from; with 0 the needed workers are those
///   there are
/// @param slots that take jobs now
/// @param demand `arrivals` or `backlog`: what asks for the slots
/// @param nodesNeeded at the number of workers that its nodes hold on average
/// @param minutesToDrain with the present slots; absent where the line grows
@JsonInclude(JsonInclude.Include.NON_NULL)
record StagePlan(
        Stage stage,
        long backlog,
        int measured,
        double meanSeconds,
        double p90Seconds,
        int workers,
        int slots,
        int slotsBusy,
        int slotsNeeded,
        int workersNeeded,
        SizeStage.@Nullable Demand demand,
        @Nullable Integer nodesNeeded,
        @Nullable Double minutesToDrain,
        List<Node> nodes) {

    /// One machine.
    ///
    /// @param workersThatFit of this stage, at least those there are
    /// @param limit what stops one more
    record Node(String node, String device, int workers, int workersThatFit, NodeRoom.Limit limit) {
        static Node of(NodeRoom room) {
            return new Node(room.node(), room.device(), room.workers(), room.fit(), room.limit());
        }
    }

    /// @param mayWait seconds that a capture may wait before this stage
    static StagePlan of(StageLoad load, double arrivals, double mayWait) {
        var need = SizeStage.size(load, arrivals, mayWait);
        int workers = (int) Math.ceil(need.slots() / Math.max(1, load.slotsPerWorker()));
        List<NodeRoom> rooms = NodeRoom.of(load);
        double perNode = rooms.stream().mapToInt(NodeRoom::fit).average().orElse(0);
        return new StagePlan(
                load.stage(),
                load.open(),
                load.times().measured(),
                load.times().mean(),
                load.times().p90(),
                load.alive().size(),
                load.slots(),
                load.busy(),
                need.slots(),
                workers,
                need.demand(),
                perNode > 0 ? (int) Math.ceil(workers / perNode) : null,
                drainMinutes(load, arrivals),
                rooms.stream().map(Node::of).toList());
    }

    private static @Nullable Double drainMinutes(StageLoad load, double arrivals) {
        if (load.open() == 0) {
            return 0.0;
        }
        if (!load.times().known()) {
            return null;
        }
        double spare = load.slots() / load.times().mean() - arrivals;
        return spare > 0 ? load.open() / spare / 60 : null;
    }

    /// Whether the machines there are could hold the workers.
    boolean fitsOnItsNodes() {
        return nodes.stream().mapToInt(Node::workersThatFit).sum() >= workersNeeded;
    }
}
