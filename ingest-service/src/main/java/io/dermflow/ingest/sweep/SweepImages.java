package io.dermflow.ingest.sweep;

import io.dermflow.events.EventCodec;
import io.dermflow.events.ImageRef;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;

/// Removes canonical images whose time is up and notes it in the capture's row. First the objects,
/// then the note: a crash between means that nothing is removed twice over, which harms nobody.
@Service
class SweepImages {

    private static final Logger LOG = LoggerFactory.getLogger(SweepImages.class);
    private static final TypeReference<List<ImageRef>> IMAGES = new TypeReference<>() {};

    private final JdbcClient database;
    private final ObjectStore store;
    private final int batch;

    SweepImages(JdbcClient database, ObjectStore store, SweepProperties properties) {
        this.database = database;
        this.store = store;
        this.batch = properties.batch();
    }

    private record Expired(TaskId task, UserId owner, List<ImageRef> images) {}

    void sweep() {
        List<Expired> expired = expired();
        while (!expired.isEmpty()) {
            expired.forEach(this::remove);
            LOG.info("expired images removed captures={}", expired.size());
            expired = expired();
        }
    }

    private void remove(Expired capture) {
        for (ImageRef image : capture.images()) {
            store.delete(Bucket.RAW_CAPTURES, capture.owner(), image.objectKey());
        }
        database.sql("update captures set images_deleted_at = now() where task_id = :task")
                .param("task", capture.task().value())
                .update();
    }

    private List<Expired> expired() {
        return database.sql(
                        """
                        select task_id, user_id, images from captures
                        where images_deleted_at is null and images_expire_at < now()
                        order by images_expire_at limit :batch
                        """)
                .param("batch", batch)
                .query(SweepImages::row)
                .list();
    }

    private static Expired row(ResultSet row, int number) throws SQLException {
        return new Expired(
                TaskId.of(row.getString("task_id")),
                UserId.of(row.getString("user_id")),
                EventCodec.mapper().readValue(row.getString("images"), IMAGES));
    }
}
