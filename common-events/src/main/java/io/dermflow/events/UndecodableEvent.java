package io.dermflow.events;

import org.jspecify.annotations.Nullable;

/// Bytes that are not the event they should be. Permanent: another try would not help.
public class UndecodableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UndecodableEvent(Class<?> type, String why, @Nullable Throwable cause) {
        super("not a readable " + type.getSimpleName() + ": " + why, cause);
    }
}
