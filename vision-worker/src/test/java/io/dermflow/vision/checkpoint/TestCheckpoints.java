package io.dermflow.vision.checkpoint;

import io.dermflow.kit.store.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/// Checkpoints for tests, whose store is given more time than a slow machine needs.
public final class TestCheckpoints {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestCheckpoints() {}

    /// None, however slow the machine is.
    public static Checkpoints none(ObjectStore store) {
        return in(store, new CheckpointProperties(false, Duration.ZERO), new SimpleMeterRegistry());
    }

    /// One after every step.
    public static Checkpoints always(ObjectStore store, MeterRegistry meters) {
        return in(store, new CheckpointProperties(true, Duration.ZERO), meters);
    }

    private static Checkpoints in(
            ObjectStore store, CheckpointProperties properties, MeterRegistry meters) {
        return new Checkpoints(
                store, properties, new CheckpointMeter(meters), PATIENCE, System::nanoTime);
    }

    /// How often that happened.
    public static int count(MeterRegistry meters, String event) {
        return (int) meters.counter("dermflow.checkpoints", "event", event).count();
    }
}
