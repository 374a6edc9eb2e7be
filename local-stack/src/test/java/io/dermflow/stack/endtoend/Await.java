package io.dermflow.stack.endtoend;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Waits for a condition with a limit. A question that fails because something is being killed
/// counts as "not yet".
final class Await {

    private static final Duration STEP = Duration.ofMillis(100);

    private Await() {}

    static void until(String what, Duration limit, BooleanSupplier condition) {
        value(what, limit, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }

    static <T> T value(String what, Duration limit, Supplier<@Nullable T> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            T answer = ask(question);
            if (answer != null) {
                return answer;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        throw new AssertionError("waited " + limit + " in vain for " + what);
    }

    private static <T> @Nullable T ask(Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (UncheckedIOException notYet) {
            return null;
        }
    }
}
