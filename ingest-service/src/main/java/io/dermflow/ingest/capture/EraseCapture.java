package io.dermflow.ingest.capture;

import io.dermflow.events.UserId;
import org.springframework.stereotype.Service;

/// Removes a capture with everything that hangs on it, here and, by an event, everywhere else.
@Service
class EraseCapture {

    private final ForgetCapture forgetCapture;
    private final CaptureImages images;

    EraseCapture(ForgetCapture forgetCapture, CaptureImages images) {
        this.forgetCapture = forgetCapture;
        this.images = images;
    }

    /// Rows first, then objects: an object that could not be removed has no row any more, and the
    /// sweeper finds it.
    ///
    /// @throws io.dermflow.kit.problem.ApiProblem 404 if it is not this user's
    void erase(UserId user, String id) {
        images.discard(user, forgetCapture.forget(user, id).images());
    }
}
