package io.dermflow.ingest.capture;

import io.dermflow.events.TaskId;
import io.dermflow.kit.problem.ApiProblem;
import org.springframework.http.HttpStatus;

/// What an `Idempotency-Key` says about a request.
sealed interface Reservation {

    /// The request has no key.
    record None() implements Reservation {}

    /// The key is ours until the capture is accepted or refused.
    record Held(String key) implements Reservation {}

    /// The key has led to a capture before.
    ///
    /// @param fingerprint of the request that did
    record Finished(TaskId task, Fingerprint fingerprint) implements Reservation {

        /// The capture that the repeat gets.
        ///
        /// @throws ApiProblem 422 if it is another request
        TaskId of(Fingerprint repeat) {
            if (!repeat.equals(fingerprint)) {
                throw new ApiProblem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency_mismatch",
                        "This Idempotency-Key was used for another request.");
            }
            return task;
        }
    }
}
