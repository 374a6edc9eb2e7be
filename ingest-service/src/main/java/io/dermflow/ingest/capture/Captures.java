package io.dermflow.ingest.capture;

import io.dermflow.events.JobState;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.kit.problem.ApiProblem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// A user's captures, read. Every question names the user: another's capture is as unknown as one
/// that never was.
@Component
class Captures {

    private final JdbcClient database;

    Captures(JdbcClient database) {
        this.database = database;
    }

    /// @param id as it came in the path
    /// @throws ApiProblem 404 for whatever is not this user's capture
    CaptureRow find(UserId user, String id) {
        return select(user, id, "").orElseThrow(() -> ApiProblem.notFound("capture"));
    }

    /// The same, its row locked until the caller's transaction ends.
    @Transactional(propagation = Propagation.MANDATORY)
    public CaptureRow lock(UserId user, String id) {
        return select(user, id, " for update of c")
                .orElseThrow(() -> ApiProblem.notFound("capture"));
    }

    /// Newest first.
    ///
    /// @param before only older ones than this
    List<CaptureRow> list(
            UserId user, @Nullable JobState state, @Nullable TaskId before, int limit) {
        return database.sql(
                        "select "
                                + CaptureRow.COLUMNS
                                + """
                                where c.user_id = :user
                                    and (cast(:state as text) is null or c.state = :state)
                                    and (cast(:before as uuid) is null or c.task_id < :before)
                                order by c.task_id desc limit :limit
                                """)
                .param("user", user.value())
                .param("state", state == null ? null : state.wireName())
                .param("before", before == null ? null : before.value())
                .param("limit", limit)
                .query(CaptureRow::of)
                .list();
    }

    /// All of a user's captures, locked until the caller's transaction ends.
    @Transactional(propagation = Propagation.MANDATORY)
    public List<CaptureRow> lockAll(UserId user) {
        return database.sql(
                        "select "
                                + CaptureRow.COLUMNS
                                + "where c.user_id = :user order by c.task_id for update of c")
                .param("user", user.value())
                .query(CaptureRow::of)
                .list();
    }

    private Optional<CaptureRow> select(UserId user, String id, String locking) {
        TaskId task;
        try {
            task = TaskId.of(id);
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
        return database.sql(
                        "select "
                                + CaptureRow.COLUMNS
                                + "where c.task_id = :task and c.user_id = :user"
                                + locking)
                .param("task", task.value())
                .param("user", user.value())
                .query(CaptureRow::of)
                .optional();
    }
}
