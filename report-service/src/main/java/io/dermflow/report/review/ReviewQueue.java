package io.dermflow.report.review;

import io.dermflow.events.JobState;
import io.dermflow.events.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The results in the order of review: `needs_review`, then `edited`, then the others; among equals
/// the newest first. What was erased is never among them.
@Repository
class ReviewQueue {

    private final JdbcClient database;

    ReviewQueue(JdbcClient database) {
        this.database = database;
    }

    /// @param state only these; null: all
    /// @param reviewState only these; null: all
    /// @param onlyForTraining only captures whose owner wants them to serve training
    /// @param after items up to this one are left out
    List<ReviewItem> page(
            @Nullable JobState state,
            @Nullable String reviewState,
            boolean onlyForTraining,
            ReviewCursor after,
            int limit) {
        return database.sql(
                        """
                        select r.task_id, r.state, r.review_state, r.accepted_at, r.finished_at,
                            r.latest_adjustment_id, c.training,
                            (select count(*) from user_adjustments a
                                where a.capture_id = r.task_id and a.approver_id is null) as open,
                            (select count(*) from labels l
                                where l.capture_id = r.task_id) as labels
                        from result r join capture_consent c using (task_id)
                        where r.erased_at is null
                            and (:state::text is null or r.state = :state)
                            and (:review::text is null or r.review_state = :review)
                            and (c.training or not :training)
                            and (case r.review_state when 'needs_review' then 2 when 'edited' then 1
                                else 0 end, r.task_id)
                                < (:rank, :task)
                        order by case r.review_state when 'needs_review' then 2
                            when 'edited' then 1 else 0 end desc, r.task_id desc
                        limit :limit
                        """)
                .param("state", state == null ? null : state.wireName())
                .param("review", reviewState)
                .param("training", onlyForTraining)
                .param("rank", after.rank())
                .param("task", after.task())
                .param("limit", limit)
                .query(ReviewQueue::item)
                .list();
    }

    private static ReviewItem item(ResultSet row, int number) throws SQLException {
        return new ReviewItem(
                new TaskId(row.getObject("task_id", UUID.class)),
                JobState.of(row.getString("state")),
                row.getString("review_state"),
                row.getTimestamp("accepted_at").toInstant(),
                row.getTimestamp("finished_at").toInstant(),
                row.getObject("latest_adjustment_id", UUID.class),
                row.getInt("open"),
                row.getInt("labels"),
                row.getBoolean("training"));
    }
}
