package io.dermflow.llm.endpoint;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A bucket that refills evenly and may go below empty when a call cost more than was reserved.
/// Thread-safe.
final class TokenBucket {

    private final long capacity;
    private final long fullAfterNanos;
    private final LongSupplier nanoTime;
    private double level;
    private long filledAt;

    TokenBucket(long capacity, Duration fullAfter, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.fullAfterNanos = fullAfter.toNanos();
        this.nanoTime = nanoTime;
        this.level = capacity;
        this.filledAt = nanoTime.getAsLong();
    }

    /// @return zero when taken; else nothing was taken and this is how long to wait
    synchronized Duration take(long tokens) {
        refill();
        if (level >= tokens) {
            level -= tokens;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((tokens - level) / capacity * fullAfterNanos));
    }

    /// @param tokens not used after all; negative when more were used
    synchronized void giveBack(long tokens) {
        level = Math.min(capacity, level + tokens);
    }

    private void refill() {
        long now = nanoTime.getAsLong();
        level = Math.min(capacity, level + (double) (now - filledAt) / fullAfterNanos * capacity);
        filledAt = now;
    }
}
