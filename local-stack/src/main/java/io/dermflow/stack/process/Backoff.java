package io.dermflow.stack.process;

import java.time.Duration;

/// How long to wait before a part that ended is started again: 0.2 s, doubling to 10 s; after a
/// life of a minute it begins anew. Not thread-safe.
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LAST = Duration.ofSeconds(10);
    private static final Duration LONG_LIFE = Duration.ofSeconds(60);

    private Duration next = FIRST;

    /// @param life how long the process that ended had lived
    Duration after(Duration life) {
        if (life.compareTo(LONG_LIFE) >= 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LAST) < 0 ? doubled : LAST;
        return pause;
    }
}
