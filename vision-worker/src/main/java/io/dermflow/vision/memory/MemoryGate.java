package io.dermflow.vision.memory;

import io.dermflow.vision.pump.Gate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;

/// Closed while memory is short: jobs wait in the queue until it is fine again (seed 001:87-89).
/// With a gap between closing and opening, so that it doesn't flutter. The metric
/// `dermflow_memory_paused` is 1 meanwhile; alert when it stays. Thread-safe.
public class MemoryGate implements Gate {

    /// Reading costs 0.1 ms, and every poll asks.
    private static final Duration FRESH = Duration.ofMillis(250);

    private final MemoryReader reader;
    private final MemoryProperties properties;
    private MemoryFigures figures;
    private long readAt;
    private boolean paused;

    MemoryGate(MemoryReader reader, MemoryProperties properties, MeterRegistry meters) {
        this.reader = reader;
        this.properties = properties;
        this.figures = reader.read();
        this.readAt = System.nanoTime();
        Gauge.builder("dermflow.memory.paused", this, gate -> gate.state().paused() ? 1 : 0)
                .register(meters);
        judge();
    }

    /// The figures and what follows from them.
    record State(MemoryFigures figures, boolean paused) {}

    @Override
    public Optional<String> closed() {
        return state().paused() ? Optional.of("memory") : Optional.empty();
    }

    /// What this process may use, in bytes: the machine's, or its container's when that is less.
    public long allowedBytes() {
        return reader.allowed();
    }

    /// What the machine has, in bytes.
    public long machineBytes() {
        return reader.onMachine();
    }

    synchronized State state() {
        if (System.nanoTime() - readAt > FRESH.toNanos()) {
            look();
        }
        return new State(figures, paused);
    }

    /// Reads the figures again, however fresh they are.
    synchronized void look() {
        figures = reader.read();
        readAt = System.nanoTime();
        judge();
    }

    private void judge() {
        double used = figures.percent();
        paused = used > properties.pauseAbove() || paused && used >= properties.resumeBelow();
    }
}
