package io.dermflow.ingest.capture;

import io.dermflow.events.TaskId;

/// What an `Idempotency-Key` says about a request.
sealed interface Reservation {

    /// The request has no key.
    record None() implements Reservation {}

    /// The key is ours until the capture is accepted or refused.
    record Held(String key) implements Reservation {}

    /// The key has led to a capture before.
    ///
    /// @param fingerprint of the request that did
    record Finished(TaskId task, Fingerprint fingerprint) implements Reservation {}
}
