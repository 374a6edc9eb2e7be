package io.dermflow.vision.pump;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the slots of one stage have in common: whether they may take jobs, and how many are at
/// work. Thread-safe.
final class StageState {

    private static final Logger LOG = LoggerFactory.getLogger(StageState.class);

    /// For how long others wait for a stage's first look, whatever keeps it from looking.
    private static final Duration FIRST_LOOK = Duration.ofSeconds(15);

    private final String name;
    private final List<Gate> gates;
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger engaged = new AtomicInteger();
    private final AtomicInteger generation = new AtomicInteger();
    private volatile boolean draining;
    private volatile boolean looked;
    private volatile long startedAt;
    private volatile boolean started;

    /// The reason for the present pause, empty when there is none. Written by whichever slot has
    /// the turn.
    private volatile String pausedFor = "";

    StageState(String name, List<Gate> gates) {
        this.name = name;
        this.gates = List.copyOf(gates);
    }

    String name() {
        return name;
    }

    /// Whether a new record may be taken now. Says in the log when that changes.
    boolean mayTake() {
        if (draining) {
            return false;
        }
        String reason =
                gates.stream().map(Gate::closed).flatMap(Optional::stream).findFirst().orElse("");
        if (!reason.equals(pausedFor)) {
            LOG.info("stage={} {}", name, reason.isEmpty() ? "takes jobs" : "pauses: " + reason);
            pausedFor = reason;
        }
        return reason.isEmpty();
    }

    /// Why no jobs are taken.
    Optional<String> pausedFor() {
        return pausedFor.isEmpty() ? Optional.empty() : Optional.of(pausedFor);
    }

    /// Work that may be interrupted.
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /// Counts the slot as busy while it works.
    void busy(Work work) throws InterruptedException {
        busy.incrementAndGet();
        try {
            work.run();
        } finally {
            busy.decrementAndGet();
        }
    }

    int busy() {
        return busy.get();
    }

    /// A slot begins to ask for a record; it is engaged until it has neither one nor a request for
    /// one under way.
    void engage() {
        engaged.incrementAndGet();
    }

    void disengage() {
        engaged.decrementAndGet();
    }

    int engaged() {
        return engaged.get();
    }

    /// The slots begin.
    void start() {
        startedAt = System.nanoTime();
        started = true;
    }

    /// The broker has answered that there is nothing, or given a record that nobody had before: it
    /// hands out what came back first.
    void looked() {
        looked = true;
    }

    /// Whether the stage has taken what dead workers left in it. Nobody waits for a stage that is
    /// paused, nor long for one that gets no answer.
    boolean hasLooked() {
        return looked
                || !pausedFor.isEmpty()
                || started && System.nanoTime() - startedAt > FIRST_LOOK.toNanos();
    }

    void drain() {
        draining = true;
    }

    boolean draining() {
        return draining;
    }

    /// Changes when every consumer has to be built anew.
    int generation() {
        return generation.get();
    }

    /// The log is another one, or nothing comes: every slot joins anew before its next record.
    void rejoin() {
        generation.incrementAndGet();
    }
}
