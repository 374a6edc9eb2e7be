package io.dermflow.ingest.capture;

import io.dermflow.events.Reason;
import io.dermflow.events.UserId;
import io.dermflow.ingest.progress.ProposeEnd;
import io.dermflow.kit.problem.ApiProblem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Asks that a capture end as `canceled`. It has ended when report-service says so: an outcome that
/// was quicker wins. Idempotent while the capture is open.
@Service
class CancelCapture {

    private static final Reason BY_USER =
            new Reason("canceled_by_user", "The capture was canceled by its user.");

    private final Captures captures;
    private final ProposeEnd proposeEnd;

    CancelCapture(Captures captures, ProposeEnd proposeEnd) {
        this.captures = captures;
        this.proposeEnd = proposeEnd;
    }

    /// @return the capture as it stands
    /// @throws ApiProblem 404 if it is not this user's, 409 `already_ended`
    @Transactional
    public CaptureRow cancel(UserId user, String id) {
        CaptureRow capture = captures.lock(user, id);
        if (capture.state().ended()) {
            throw new ApiProblem(
                            HttpStatus.CONFLICT, "already_ended", "The capture has already ended.")
                    .with("state", capture.state());
        }
        proposeEnd.canceled(capture.taskId(), BY_USER);
        return capture;
    }
}
