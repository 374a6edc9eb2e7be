package io.dermflow.bench;

import java.time.Duration;

/// The pause between two questions whether something has ended: the same for ours and for a peer,
/// so that it weighs on both alike.
final class PollingStep {

    private static final Duration STEP = Duration.ofMillis(5);

    private PollingStep() {}

    static void rest() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
