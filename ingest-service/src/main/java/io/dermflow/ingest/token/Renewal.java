package io.dermflow.ingest.token;

import io.dermflow.events.UserId;

/// What came of a refresh token.
public sealed interface Renewal {

    /// It was good and is used up; the next one takes its place.
    record Renewed(UserId userId, String refreshToken) implements Renewal {
        @Override
        public String toString() {
            return "Renewed[" + userId + "]";
        }
    }

    /// It is unknown, expired, or was used before; in the last case its session has ended.
    record Refused() implements Renewal {}
}
