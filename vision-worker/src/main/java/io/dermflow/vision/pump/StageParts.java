package io.dermflow.vision.pump;

import io.dermflow.events.Event;
import io.dermflow.events.Group;
import io.dermflow.kit.kafka.KafkaClients;
import java.time.Clock;

/// What a [StagePump] is made of.
///
/// @param halt ends the process at once
record StageParts<E extends Event>(
        Group group,
        int slots,
        StageLimits limits,
        StageState state,
        Quarantine.Ward ward,
        StageMeter meter,
        Backlog backlog,
        FinishJob<E> finishJob,
        Breakers breakers,
        KafkaClients clients,
        Clock clock,
        Runnable halt) {

    /// A place in the group for one slot, not yet taken.
    SlotConsumer consumer() {
        return new SlotConsumer(() -> clients.shareConsumer(group), group.topic().topicName());
    }

    Insistence insistence(Held held, Patience patience) {
        return new Insistence(held, patience, breakers, clock, state::draining);
    }
}
