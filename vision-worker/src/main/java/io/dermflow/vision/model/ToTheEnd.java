package io.dermflow.vision.model;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits for threads that may be inside native code, also when the caller is interrupted:
/// afterwards their memory is freed, or the process ends and libtorch's own objects with it.
///
/// In rounds. A thread that waits without a limit while the context starts counts as stuck to
/// Spring: asked to end just then, it closes nothing, and the process ends beside a model that
/// warms up (SIGSEGV).
final class ToTheEnd {

    private static final Duration ROUND = Duration.ofSeconds(1);

    private ToTheEnd() {}

    static void of(Thread thread) {
        rounds(() -> thread.join(ROUND));
    }

    static void of(CountDownLatch latch) {
        rounds(() -> latch.await(ROUND.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// @return whether that was the last
    private interface Round {
        boolean over() throws InterruptedException;
    }

    private static void rounds(Round round) {
        boolean over = false;
        boolean interrupted = false;
        while (!over) {
            try {
                over = round.over();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
