package io.dermflow.vision.pump;

import java.time.Duration;

/// How long to wait before trying a dependency again: 200 ms, doubling, at most 5 s.
final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final int MOST_DOUBLINGS = 5;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private BackOff() {}

    /// @param round 0 after the first failure
    static Duration after(int round) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(round, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
