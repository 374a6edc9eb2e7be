package io.dermflow.vision.pump;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Work of one job that nobody may be able to stop: the optional step that runs, and whatever is no
/// longer waited for and has not returned. Thread-safe.
final class LeftBehind {

    /// As many threads as jobs run: a job waits for each such step, and a slot takes no record
    /// before the last has returned.
    private static final ExecutorService THREADS =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("optional-step-", 1).factory());

    /// What runs, and `System.nanoTime()` at which it began.
    private final Map<CompletableFuture<Void>, Long> running = new ConcurrentHashMap<>();

    /// Does the work, or leaves it behind when it takes longer.
    ///
    /// @return empty for what was left behind
    /// @throws IllegalStateException when the caller is interrupted
    <T> Optional<T> within(Duration limit, Supplier<T> work) {
        var step = new Step<>(work);
        add(step.ended);
        THREADS.execute(step);
        try {
            return Optional.of(step.answer.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            step.interrupt();
            return Optional.empty();
        } catch (InterruptedException e) {
            step.interrupt();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the try was given up", e);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(cause);
        };
    }

    /// Counts something as running until it has ended.
    void add(CompletableFuture<Void> ended) {
        running.put(ended, System.nanoTime());
        ended.thenRun(() -> running.remove(ended));
    }

    /// Runs this now, or on the thread of what ends last.
    void whenQuiet(Runnable free) {
        all().thenRun(free);
    }

    boolean quiet() {
        return running.isEmpty();
    }

    /// For how long the oldest has been running; zero when nothing runs.
    Duration age() {
        long now = System.nanoTime();
        return Duration.ofNanos(
                running.values().stream().mapToLong(began -> now - began).max().orElse(0));
    }

    /// Waits until nothing runs.
    ///
    /// @return whether that is so
    boolean awaitQuiet(Duration limit) throws InterruptedException {
        try {
            all().get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("only ever completed", e);
        }
    }

    private CompletableFuture<Void> all() {
        return CompletableFuture.allOf(running.keySet().toArray(CompletableFuture<?>[]::new));
    }

    /// A step on a thread of the pool, which may be interrupted while the step has it.
    private static final class Step<T> implements Runnable {

        private final Supplier<T> work;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        /// Guarded by this object.
        private @Nullable Thread thread;

        Step(Supplier<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            held(Thread.currentThread());
            Runnable tell = settled();
            held(null);
            // First, so that whoever has the answer finds nothing running any more.
            ended.complete(null);
            tell.run();
        }

        private Runnable settled() {
            try {
                T value = work.get();
                return () -> answer.complete(value);
            } catch (RuntimeException | Error e) {
                return () -> answer.completeExceptionally(e);
            }
        }

        private synchronized void held(@Nullable Thread by) {
            thread = by;
        }

        synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
