package io.dermflow.vision.pump;

import io.dermflow.events.Event;
import io.dermflow.kit.trace.TraceSpan;
import io.dermflow.kit.trace.Traceparent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// One stage of this worker: its slots, their turnstile and the watch over its backlog. Every job
/// runs on a thread of its own pool, so that a slot can renew its record meanwhile.
///
/// Stopping drains: no new record is taken, what runs is finished, what waits for a missing
/// dependency is let go.
public final class StagePump<E extends Event> implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StagePump.class);

    /// Below Spring's own patience with a phase (30 s).
    private static final Duration DRAIN = Duration.ofSeconds(28);

    private final StageParts<E> parts;
    private final List<Thread> threads = new ArrayList<>();
    private final ExecutorService jobThreads;
    private volatile boolean running;

    StagePump(StageParts<E> parts) {
        this.parts = parts;
        this.jobThreads =
                Executors.newFixedThreadPool(
                        parts.slots(),
                        Thread.ofPlatform().daemon().name(name() + "-job-", 1).factory());
    }

    /// The stage's wire name.
    public String name() {
        return parts.state().name();
    }

    /// Jobs at once.
    public int slots() {
        return parts.slots();
    }

    /// Slots at work.
    public int busy() {
        return parts.state().busy();
    }

    /// Why no jobs are taken now.
    public Optional<String> pausedFor() {
        return parts.state().pausedFor();
    }

    /// Slots that wait for a step to return that took too long.
    int leftBehind() {
        return parts.meter().leftBehind();
    }

    StageState state() {
        return parts.state();
    }

    Backlog backlog() {
        return parts.backlog();
    }

    @Override
    public void start() {
        running = true;
        parts.state().start();
        parts.backlog().start();
        var turnstile = new Turnstile();
        for (int number = 1; number <= parts.slots(); number++) {
            var slot = new Slot(turnstile, parts.consumer(), parts.state(), this::finish);
            threads.add(Thread.ofPlatform().daemon().name(name() + "-slot-" + number).start(slot));
        }
        LOG.info("stage={} slots={} started", name(), parts.slots());
    }

    private void finish(Held held, Turnstile.Turn turn) throws InterruptedException {
        parts.meter().acquired(held.deliveries());
        var patience = new Patience(held, parts.limits(), jobThreads, parts.halt());
        if (held.suspect()) {
            finishAlone(held, turn, patience);
        } else {
            turn.passOn();
            traced(held, patience);
        }
    }

    /// A later stage that is long in coming to rest (it holds a record while something is away) is
    /// not waited for.
    private void finishAlone(Held held, Turnstile.Turn turn, Patience patience)
            throws InterruptedException {
        LOG.warn(
                "suspect runs alone taskId={} deliveries={}",
                held.record().key(),
                held.deliveries());
        patience.untilAlone(turn);
        parts.ward().enter();
        try {
            patience.pause(parts.limits().longestRest(), parts.ward()::alone);
            traced(held, patience);
        } finally {
            parts.ward().leave();
        }
    }

    private void traced(Held held, Patience patience) throws InterruptedException {
        try (var _ = span(held)) {
            parts.finishJob().finish(held, parts.insistence(held, patience));
        }
    }

    private TraceSpan span(Held held) {
        return TraceSpan.consuming("stage " + name(), Traceparent.read(held.record().headers()))
                .with("messaging.system", "kafka")
                .with("messaging.destination.name", held.record().topic())
                .with("dermflow.stage", name())
                .with("dermflow.task_id", String.valueOf(held.record().key()))
                .with("dermflow.deliveries", held.deliveries());
    }

    /// Stages drain side by side.
    @Override
    public void stop(Runnable done) {
        Thread.ofPlatform()
                .name(name() + "-drain")
                .start(() -> {
                    stop();
                    done.run();
                });
    }

    @Override
    public void stop() {
        parts.state().drain();
        long end = System.nanoTime() + DRAIN.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        jobThreads.shutdown();
        parts.backlog().stop();
        running = false;
        LOG.info("stage={} drained unfinished={}", name(), parts.state().busy());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// After everything that jobs need, and the first to stop.
    @Override
    public int getPhase() {
        return 1_000;
    }
}
