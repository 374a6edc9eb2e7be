package io.dermflow.report.label;

import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.report.measure.Measures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of labels.
@Repository
public class Labels {

    private final JdbcClient database;

    Labels(JdbcClient database) {
        this.database = database;
    }

    /// Those of a capture, oldest first.
    public List<Label> of(TaskId task) {
        return database.sql("select * from labels where capture_id = ? order by created_at, id")
                .param(task.value())
                .query(Labels::label)
                .list();
    }

    void add(TaskId task, Label label) {
        database.sql(
                        """
                        insert into labels (id, capture_id, labeler_id, measurements_json, approved,
                            notes, created_at)
                        values (?, ?, ?, ?::jsonb, ?, ?, ?)
                        """)
                .params(
                        label.labelId(),
                        task.value(),
                        label.labelerId().value(),
                        new Measures(label.measurements()).json(),
                        label.approved(),
                        label.notes(),
                        Timestamp.from(label.createdAt()))
                .update();
    }

    /// Drops those of this capture, or, without one, of all captures of the user.
    public void forget(UserId owner, @Nullable TaskId task) {
        database.sql(
                        """
                        delete from labels where capture_id in (select task_id from result
                            where user_id = :user and (:task::uuid is null or task_id = :task::uuid))
                        """)
                .param("user", owner.value())
                .param("task", task == null ? null : task.value())
                .update();
    }

    private static Label label(ResultSet row, int number) throws SQLException {
        return new Label(
                row.getObject("id", UUID.class),
                new UserId(row.getObject("labeler_id", UUID.class)),
                Measures.read(row.getString("measurements_json")).byName(),
                row.getBoolean("approved"),
                row.getString("notes"),
                row.getTimestamp("created_at").toInstant());
    }
}
