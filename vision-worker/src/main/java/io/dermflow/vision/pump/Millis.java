package io.dermflow.vision.pump;

import java.time.Duration;

/// Durations as the wire shows them: milliseconds to a hundredth.
final class Millis {

    private static final double NANOS_PER_HUNDREDTH = 10_000.0;

    private Millis() {}

    static double of(Duration duration) {
        return Math.round(duration.toNanos() / NANOS_PER_HUNDREDTH) / 100.0;
    }
}
