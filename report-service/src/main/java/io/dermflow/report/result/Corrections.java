package io.dermflow.report.result;

import io.dermflow.events.EventCodec;
import io.dermflow.events.ResultEvent;
import io.dermflow.events.TaskId;
import io.dermflow.kit.problem.ApiProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What corrections change in a result's row: what is shown, and its review state. Every method
/// belongs inside a transaction of the caller's.
@Repository
public class Corrections {

    private final JdbcClient database;

    Corrections(JdbcClient database) {
        this.database = database;
    }

    /// Keeps everybody else from correcting, deciding or erasing until the transaction ends.
    ///
    /// @throws ApiProblem `404 not_found` if the result was erased
    public void lock(TaskId task) {
        boolean there =
                database.sql(
                                """
                                select task_id from result
                                where task_id = ? and erased_at is null for update
                                """)
                        .param(task.value())
                        .query(UUID.class)
                        .optional()
                        .isPresent();
        if (!there) {
            throw ApiProblem.notFound("capture");
        }
    }

    /// Shows these edits from now on. Under [#lock].
    ///
    /// @return the event that says so
    public ResultEvent show(TaskId task, Edits edits, String reviewState, UUID latest) {
        return database.sql(
                        """
                        update result set edits = ?::jsonb, review_state = ?,
                            latest_adjustment_id = ?, corrections = corrections + 1
                        where task_id = ? returning *
                        """)
                .params(
                        EventCodec.mapper().writeValueAsString(edits),
                        reviewState,
                        latest,
                        task.value())
                .query(Corrections::event)
                .single();
    }

    private static ResultEvent event(ResultSet row, int number) throws SQLException {
        return EndRow.end(row)
                .correctedEvent(row.getInt("corrections"), row.getString("review_state"));
    }
}
