package io.dermflow.report.adjustment;

import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.report.measure.Measures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of corrections. The database itself refuses to change what one says, and a second
/// decision.
@Repository
public class Adjustments {

    private final JdbcClient database;

    Adjustments(JdbcClient database) {
        this.database = database;
    }

    History of(TaskId task) {
        return new History(
                database.sql("select * from user_adjustments where capture_id = ? order by number")
                        .param(task.value())
                        .query(Adjustments::adjustment)
                        .list());
    }

    void add(TaskId task, Adjustment adjustment) {
        database.sql(
                        """
                        insert into user_adjustments (id, capture_id, user_id,
                            original_metrics_json, adjusted_metrics_json, notes, source,
                            created_at, idempotency_key)
                        values (:id, :task, :user, :original::jsonb, :adjusted::jsonb, :notes,
                            :source, :at, :key)
                        """)
                .param("id", adjustment.id())
                .param("task", task.value())
                .param("user", adjustment.userId().value())
                .param("original", new Measures(adjustment.original()).json())
                .param("adjusted", new Measures(adjustment.adjusted()).json())
                .param("notes", adjustment.notes())
                .param("source", adjustment.source())
                .param("at", Timestamp.from(adjustment.createdAt()))
                .param("key", adjustment.idempotencyKey())
                .update();
    }

    void decide(UUID id, Adjustment.Decision decision, boolean groundTruth) {
        database.sql(
                        """
                        update user_adjustments set approved = ?, approver_id = ?, approved_at = ?,
                            ground_truth = ?
                        where id = ?
                        """)
                .params(
                        decision.approved(),
                        decision.approverId().value(),
                        Timestamp.from(decision.at()),
                        groundTruth,
                        id)
                .update();
    }

    /// Drops those of this erased capture, or, without one, of all erased captures of the user.
    public void forget(UserId owner, @Nullable TaskId task) {
        database.sql(
                        """
                        delete from user_adjustments where capture_id in
                            (select task_id from result where user_id = :user
                                and (:task::uuid is null or task_id = :task::uuid)
                                and erased_at is not null)
                        """)
                .param("user", owner.value())
                .param("task", task == null ? null : task.value())
                .update();
    }

    private static Adjustment adjustment(ResultSet row, int number) throws SQLException {
        return new Adjustment(
                row.getObject("id", UUID.class),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("source"),
                row.getString("notes"),
                Measures.read(row.getString("original_metrics_json")).byName(),
                Measures.read(row.getString("adjusted_metrics_json")).byName(),
                decision(row),
                row.getBoolean("ground_truth"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("idempotency_key"));
    }

    private static Adjustment.@Nullable Decision decision(ResultSet row) throws SQLException {
        UUID approver = row.getObject("approver_id", UUID.class);
        return approver == null
                ? null
                : new Adjustment.Decision(
                        row.getBoolean("approved"),
                        new UserId(approver),
                        row.getTimestamp("approved_at").toInstant());
    }
}
