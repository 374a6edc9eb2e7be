package io.dermflow.llm.endpoint;

import java.time.Duration;

/// The clocks of one call, connecting aside: each is a bound for a wait, and none outlasts the end
/// of the whole.
///
/// @param end of the whole call, on `System.nanoTime`
record CallClocks(Duration headers, Duration firstToken, Duration idle, long end) {

    static CallClocks of(EndpointProperties.Clocks clocks, long end) {
        return new CallClocks(clocks.headers(), clocks.firstToken(), clocks.idle(), end);
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /// What is left of a bound that began to run at this moment, or of the whole if that is less.
    Duration left(Duration bound, long since) {
        Duration ofBound = bound.minusNanos(System.nanoTime() - since);
        Duration shorter = ofBound.compareTo(left()) < 0 ? ofBound : left();
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }

    ChatFailed expired(String what) {
        String clock = left().isZero() ? "whole answer" : what;
        return new ChatFailed(ChatFailed.Kind.TIMEOUT, "no " + clock + " in time", null);
    }
}
