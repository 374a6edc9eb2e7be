package io.dermflow.stack.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what tells nobody when it happens, such as another process's health, by asking again
/// and again.
public final class Poll {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Poll() {}

    /// @return whether the condition held within the limit
    public static boolean until(Duration limit, BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
        return true;
    }
}
