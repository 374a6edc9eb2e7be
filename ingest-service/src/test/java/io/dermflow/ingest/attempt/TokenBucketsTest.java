package io.dermflow.ingest.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private static final Duration REFILL = Duration.ofSeconds(10);

    private final MovableClock clock = new MovableClock();
    private final TokenBuckets buckets = new TokenBuckets(3, REFILL, 100, clock);

    @Test
    void allowsABurstThenSaysHowLongToWait() {
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a")).isEmpty();
        }

        assertThat(buckets.take("a")).contains(REFILL);
        assertThat(buckets.take("b")).isEmpty();
        clock.move(Duration.ofSeconds(4));
        assertThat(buckets.take("a").orElseThrow())
                .isBetween(Duration.ofMillis(5900), Duration.ofMillis(6100));
        clock.move(Duration.ofSeconds(6).plusMillis(1));
        assertThat(buckets.take("a")).isEmpty();
        assertThat(buckets.take("a")).isNotEmpty();
    }

    @Test
    void takesBackWhatDidNotCountButNeverMoreThanABurst() {
        buckets.take("a");
        for (int i = 0; i < 10; i++) {
            buckets.giveBack("a");
        }

        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a")).isEmpty();
        }
        assertThat(buckets.take("a")).isNotEmpty();
    }

    @Test
    void forgetsTheLongestUnseenSoThatMemoryIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            buckets.take("key " + i);
        }

        assertThat(buckets.size()).isEqualTo(100);
    }

    @Test
    void aClockSetBackLocksNobodyOutForLonger() {
        for (int i = 0; i < 3; i++) {
            buckets.take("a");
        }
        clock.move(Duration.ofDays(-1));
        assertThat(buckets.take("a")).isNotEmpty();

        clock.move(REFILL);

        assertThat(buckets.take("a")).isEmpty();
    }

    /// Whatever the clock does, no more is granted than the burst and what the forward steps earn.
    @RepeatedTest(20)
    void neverGrantsMoreThanItsRateUnderClockSkew(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        int granted = 0;
        double earned = 0;
        for (int step = 0; step < 2_000; step++) {
            long millis = random.nextInt(5) == 0 ? -random.nextInt(60_000) : random.nextInt(3_000);
            clock.move(Duration.ofMillis(millis));
            earned += Math.max(0, millis) / (double) REFILL.toMillis();
            granted += buckets.take("a").isEmpty() ? 1 : 0;
        }

        assertThat((double) granted).isLessThanOrEqualTo(3 + earned);
        assertThat(granted).isPositive();
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T00:00:00Z");

        void move(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
