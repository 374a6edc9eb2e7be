package io.dermflow.vision.pump;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a record while its work runs on another thread or has to wait: the slot's thread does
/// nothing but renew the lock. Made for one record; the slot's thread uses it.
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration LONGEST_TICK = Duration.ofMillis(500);

    private final Held held;
    private final StageLimits limits;
    private final ExecutorService jobThreads;
    private final Runnable halt;
    private final Duration tick;
    private long renewedAt = System.nanoTime();

    /// @param halt ends the process; called when native code hangs
    Patience(Held held, StageLimits limits, ExecutorService jobThreads, Runnable halt) {
        this.held = held;
        this.limits = limits;
        this.jobThreads = jobThreads;
        this.halt = halt;
        this.tick = shorter(LONGEST_TICK, shorter(limits.renewEvery(), limits.stage()));
    }

    /// Runs the work on a job thread and waits for it.
    ///
    /// @throws ExecutionException with whatever the work threw, or [StepTimedOut] while it still
    ///   runs; then [#untilQuiet] is due
    <T> T during(JobRun run, Callable<T> work) throws ExecutionException, InterruptedException {
        var ended = new CompletableFuture<Void>();
        Future<T> result =
                jobThreads.submit(() -> {
                    try {
                        return work.call();
                    } finally {
                        ended.complete(null);
                    }
                });
        while (true) {
            try {
                return result.get(tick.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                haltIfHung(run);
                Optional<StepTimedOut> overdue = run.giveUpIfOverdue();
                if (overdue.isPresent()) {
                    run.leftBehind().add(ended);
                    result.cancel(true);
                    throw new ExecutionException(overdue.get());
                }
                renewIfDue();
            }
        }
    }

    /// Waits, without a record, until what the job left behind has returned: its memory is still in
    /// use, and nobody can stop native code.
    void untilQuiet(JobRun run) throws InterruptedException {
        while (!run.leftBehind().awaitQuiet(tick)) {
            haltIfHung(run);
        }
    }

    /// Waits for as long, or until `enough`.
    void pause(Duration wait, BooleanSupplier enough) {
        long end = System.nanoTime() + wait.toNanos();
        while (!enough.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(shorter(tick, wait).toNanos());
            renewIfDue();
        }
    }

    /// Waits until nobody else works in this stage.
    void untilAlone(Turnstile.Turn turn) throws InterruptedException {
        while (!turn.awaitOthers(tick)) {
            renewIfDue();
        }
    }

    private void renewIfDue() {
        if (System.nanoTime() - renewedAt >= limits.renewEvery().toNanos()) {
            held.renew();
            renewedAt = System.nanoTime();
        }
    }

    private void haltIfHung(JobRun run) {
        Duration inside = run.stuckFor();
        if (inside.compareTo(limits.stage()) > 0) {
            LOG.error(
                    "native code hangs, the process ends itself taskId={} durationMs={}",
                    held.record().key(),
                    inside.toMillis());
            halt.run();
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
