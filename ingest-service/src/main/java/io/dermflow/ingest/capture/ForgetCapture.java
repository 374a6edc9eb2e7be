package io.dermflow.ingest.capture;

import io.dermflow.events.DataErased;
import io.dermflow.events.Reason;
import io.dermflow.events.UserId;
import io.dermflow.ingest.outbox.Outbox;
import io.dermflow.ingest.progress.ProposeEnd;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The transaction of an erasure: an open job is canceled, the rows go, everybody else is told.
@Service
class ForgetCapture {

    private static final Reason ERASED = new Reason("erased", "The capture was erased.");

    private final Captures captures;
    private final ProposeEnd proposeEnd;
    private final Outbox outbox;
    private final JdbcClient database;
    private final Clock clock;

    ForgetCapture(
            Captures captures,
            ProposeEnd proposeEnd,
            Outbox outbox,
            JdbcClient database,
            Clock clock) {
        this.captures = captures;
        this.proposeEnd = proposeEnd;
        this.outbox = outbox;
        this.database = database;
        this.clock = clock;
    }

    /// @return the capture as it was
    /// @throws io.dermflow.kit.problem.ApiProblem 404 if it is not this user's
    @Transactional
    public CaptureRow forget(UserId user, String id) {
        CaptureRow capture = captures.lock(user, id);
        if (!capture.state().ended()) {
            proposeEnd.canceled(capture.taskId(), ERASED);
        }
        outbox.append(new DataErased(user, capture.taskId(), clock.instant()));
        database.sql("delete from captures where task_id = :task")
                .param("task", capture.taskId().value())
                .update();
        return capture;
    }
}
