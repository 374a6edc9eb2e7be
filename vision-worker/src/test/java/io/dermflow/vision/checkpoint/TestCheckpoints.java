package io.dermflow.vision.checkpoint;

import io.dermflow.kit.store.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/// Checkpoints for tests.
public final class TestCheckpoints {

    private TestCheckpoints() {}

    /// None, however slow the machine is.
    public static Checkpoints none(ObjectStore store) {
        return in(store, new CheckpointProperties(false, Duration.ZERO), new SimpleMeterRegistry());
    }

    /// One after every step.
    public static Checkpoints always(ObjectStore store, MeterRegistry meters) {
        return in(store, new CheckpointProperties(true, Duration.ZERO), meters);
    }

    public static Checkpoints in(
            ObjectStore store, CheckpointProperties properties, MeterRegistry meters) {
        return new Checkpoints(store, properties, new CheckpointMeter(meters));
    }

    /// How often that happened.
    public static int count(MeterRegistry meters, String event) {
        return (int) meters.counter("dermflow.checkpoints", "event", event).count();
    }
}
