package io.dermflow.stack.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Waits for what tells nobody when it happens, such as another process's health, by asking again
/// and again.
public final class Poll {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Poll() {}

    /// @return whether the condition held within the limit
    public static boolean until(Duration limit, BooleanSupplier condition)
            throws InterruptedException {
        return found(limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
                .isPresent();
    }

    /// @return what an attempt found, empty if none did within the limit
    public static <T, E extends Exception> Optional<T> found(Duration limit, Attempt<T, E> attempt)
            throws E, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<T> found = attempt.once();
        while (found.isEmpty() && System.nanoTime() <= deadline) {
            Thread.sleep(PAUSE);
            found = attempt.once();
        }
        return found;
    }

    /// @param <T> what is looked for
    /// @param <E> ends the waiting
    @FunctionalInterface
    public interface Attempt<T, E extends Exception> {

        Optional<T> once() throws E;
    }
}
