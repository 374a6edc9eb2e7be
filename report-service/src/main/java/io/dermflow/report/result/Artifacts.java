package io.dermflow.report.result;

import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which derived pictures exist, and which must go.
@Repository
public class Artifacts {

    private static final String SELECT =
            """
            select a.task_id, r.user_id, a.name, a.media_type, a.object_key
            from artifact a join result r using (task_id)
            """;

    private final JdbcClient database;

    Artifacts(JdbcClient database) {
        this.database = database;
    }

    /// The artifact unless it is about to be removed.
    public Optional<StoredArtifact> find(TaskId task, String name) {
        return database.sql(SELECT + "where a.task_id = ? and a.name = ? and not a.doomed")
                .params(task.value(), name)
                .query(Artifacts::artifact)
                .optional();
    }

    /// Artifacts whose objects must leave the store.
    public List<StoredArtifact> doomed(int limit) {
        return database.sql(SELECT + "where a.doomed order by a.task_id, a.name limit ?")
                .param(limit)
                .query(Artifacts::artifact)
                .list();
    }

    /// The object is gone from the store.
    public void gone(StoredArtifact artifact) {
        database.sql("delete from artifact where task_id = ? and name = ?")
                .params(artifact.taskId(), artifact.name())
                .update();
    }

    private static StoredArtifact artifact(ResultSet row, int number) throws SQLException {
        return new StoredArtifact(
                row.getObject("task_id", UUID.class),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("name"),
                row.getString("media_type"),
                row.getString("object_key"));
    }
}
