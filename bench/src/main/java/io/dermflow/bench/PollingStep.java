package io.dermflow.bench;

import java.time.Duration;

/// The pause between two questions whether something has ended: the same for ours and for a peer,
/// so that it weighs on both alike.
final class PollingStep {

    private static final Duration STEP = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofMillis(100);

    private PollingStep() {}

    static void rest() {
        rest(STEP);
    }

    /// For a backlog that takes many seconds.
    static void longRest() {
        rest(LONG);
    }

    private static void rest(Duration step) {
        try {
            Thread.sleep(step);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
