package io.dermflow.stack.part;

import java.util.Locale;

/// How a part is doing, as the supervisor sees it.
public enum PartState {
    /// Not wanted: never started, or stopped on request.
    STOPPED,
    /// Wanted; the parts it needs are not healthy yet.
    WAITING,
    /// The process runs and has not answered its health check yet.
    STARTING,
    HEALTHY,
    /// The process runs and no longer answers.
    UNHEALTHY,
    /// Held by SIGSTOP.
    PAUSED,
    /// The process ended by itself; the next start waits for its back-off.
    BACKING_OFF;

    public String shortName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
