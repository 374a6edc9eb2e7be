package io.dermflow.ingest.attempt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One token bucket per key, full at first sight. Memory is bounded: past `remembered` keys the one
/// unseen for longest is forgotten, which gives it a full bucket again; whoever can afford that
/// many addresses is not stopped by this class but by the hashing pool. Thread-safe.
final class TokenBuckets {

    private final int burst;
    private final Duration refill;
    private final Clock clock;
    private final Map<String, Bucket> buckets;

    /// @param burst tokens in a full bucket
    /// @param refill time until one more token
    TokenBuckets(int burst, Duration refill, int remembered, Clock clock) {
        this.burst = burst;
        this.refill = refill;
        this.clock = clock;
        this.buckets = new RecentlyUsed(remembered);
    }

    /// Takes a token.
    ///
    /// @return empty if there was one, else how long until there is
    synchronized Optional<Duration> take(String key) {
        Bucket bucket = refilled(key);
        if (bucket.tokens() < 1) {
            buckets.put(key, bucket);
            return Optional.of(untilOne(bucket));
        }
        buckets.put(key, bucket.with(bucket.tokens() - 1));
        return Optional.empty();
    }

    /// Returns a token that was taken.
    synchronized void giveBack(String key) {
        Bucket bucket = refilled(key);
        buckets.put(key, bucket.with(Math.min(burst, bucket.tokens() + 1)));
    }

    synchronized int size() {
        return buckets.size();
    }

    /// A clock that was set back refills nothing until it has caught up with itself, at most a
    /// whole bucket's time: then the bucket starts to count from the new time.
    private Bucket refilled(String key) {
        Instant now = clock.instant();
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            return new Bucket(burst, now);
        }
        Duration passed = Duration.between(bucket.at(), now);
        if (passed.isNegative()) {
            boolean setBack = passed.negated().compareTo(refill.multipliedBy(burst)) > 0;
            return setBack ? new Bucket(bucket.tokens(), now) : bucket;
        }
        double gained = (double) passed.toNanos() / refill.toNanos();
        return new Bucket(Math.min(burst, bucket.tokens() + gained), now);
    }

    private Duration untilOne(Bucket bucket) {
        return Duration.ofNanos((long) Math.ceil((1 - bucket.tokens()) * refill.toNanos()));
    }

    private record Bucket(double tokens, Instant at) {
        Bucket with(double newTokens) {
            return new Bucket(newTokens, at);
        }
    }

    /// Drops the key that was used longest ago.
    private static final class RecentlyUsed extends LinkedHashMap<String, Bucket> {
        private static final long serialVersionUID = 1L;
        private final int limit;

        RecentlyUsed(int limit) {
            super(16, 0.75f, true);
            this.limit = limit;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > limit;
        }
    }
}
