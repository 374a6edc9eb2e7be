package io.dermflow.ingest.capacity;

import io.dermflow.events.Stage;
import java.time.Instant;
import java.util.List;

/// The whole suite's load at one moment.
///
/// @param arrivals accepted captures a second
/// @param stages in the order of the work
/// @param fromBroker whether the open records are the broker's count; otherwise Kafka was away and
///   they are counted from the captures' states
record Load(Instant at, double arrivals, List<StageLoad> stages, boolean fromBroker) {

    Load {
        stages = List.copyOf(stages);
    }

    StageLoad stage(Stage stage) {
        return stages.stream().filter(one -> one.stage() == stage).findFirst().orElseThrow();
    }
}
