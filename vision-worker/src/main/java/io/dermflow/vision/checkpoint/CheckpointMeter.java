package io.dermflow.vision.checkpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// How often checkpoints are made and used, by `event`.
///
/// | `dermflow_checkpoints_total` | meaning; alert on |
/// |---|---|
/// | `written` | checkpoints stored |
/// | `unwritten` | those that the store did not take within a second; a share of the written ones |
/// | `taken_over` | steps whose result came from one |
/// | `refused` | damaged ones and those made under other conditions; any, outside a release |
///
/// Thread-safe.
public final class CheckpointMeter {

    private final Counter written;
    private final Counter unwritten;
    private final Counter takenOver;
    private final Counter refused;

    public CheckpointMeter(MeterRegistry meters) {
        this.written = counter(meters, "written");
        this.unwritten = counter(meters, "unwritten");
        this.takenOver = counter(meters, "taken_over");
        this.refused = counter(meters, "refused");
    }

    private static Counter counter(MeterRegistry meters, String event) {
        return meters.counter("dermflow.checkpoints", "event", event);
    }

    void wrote(boolean done) {
        (done ? written : unwritten).increment();
    }

    void tookOver() {
        takenOver.increment();
    }

    void refused() {
        refused.increment();
    }
}
