package io.dermflow.kit.loop;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The one thread of a loop that asks [#goesOn] before each turn. Started and stopped by Spring's
/// thread; asked by any.
public final class LoopThread {

    private final String name;
    private final Duration patience;
    private final Runnable loop;
    private volatile boolean goesOn;
    private volatile @Nullable Thread thread;

    /// @param patience how long [#stop] waits for the turn that is under way
    public LoopThread(String name, Duration patience, Runnable loop) {
        this.name = name;
        this.patience = patience;
        this.loop = loop;
    }

    public void start() {
        goesOn = true;
        thread = Thread.ofPlatform().daemon().name(name).start(loop);
    }

    /// Whether it was started and not told to stop; the loop may have ended by itself.
    public boolean goesOn() {
        return goesOn;
    }

    /// Whether the loop runs.
    public boolean alive() {
        Thread current = thread;
        return current != null && current.isAlive();
    }

    /// Lets the turn end.
    public void stop() {
        goesOn = false;
        Thread current = thread;
        if (current != null) {
            try {
                current.join(patience);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The same, but interrupts the turn.
    public void interrupt() {
        goesOn = false;
        Thread current = thread;
        if (current != null) {
            current.interrupt();
        }
        stop();
    }

    /// 100 to 300 ms after a failure, so that replicas don't come again in step.
    public static void backOff() {
        LockSupport.parkNanos(
                Duration.ofMillis(100 + ThreadLocalRandom.current().nextInt(200)).toNanos());
    }
}
