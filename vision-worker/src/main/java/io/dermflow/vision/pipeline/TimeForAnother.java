package io.dermflow.vision.pipeline;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Whether there is time for another piece of work, by how long those before it took. One thread
/// uses it.
final class TimeForAnother {

    /// The next piece may take as much longer than the slowest so far.
    private static final int MARGIN = 2;

    private final long limit;
    private final LongSupplier nanoTime;
    private final long began;
    private long last;
    private long slowest;

    /// @param limit of all pieces together, from now on
    /// @param nanoTime as `System.nanoTime()`
    TimeForAnother(Duration limit, LongSupplier nanoTime) {
        this.limit = limit.toNanos();
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.last = began;
    }

    /// Asked before each piece, the first included.
    boolean left() {
        long now = nanoTime.getAsLong();
        slowest = Math.max(slowest, now - last);
        last = now;
        return now - began + MARGIN * slowest <= limit;
    }
}
