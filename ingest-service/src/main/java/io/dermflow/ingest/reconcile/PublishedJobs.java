package io.dermflow.ingest.reconcile;

import io.dermflow.events.RecordCoordinates;
import io.dermflow.events.TaskId;
import io.dermflow.events.Topic;
import io.dermflow.ingest.outbox.OnAcknowledged;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps with each job where its last publication is, because that tells a job that waits from one
/// that is lost.
@Component
class PublishedJobs implements OnAcknowledged {

    private final JdbcClient database;

    PublishedJobs(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void acknowledged(Topic topic, String key, RecordCoordinates where) {
        if (topic != Topic.JOBS) {
            return;
        }
        database.sql(
                        """
                        update jobs set topic_id = :topicId, partition = :partition,
                            log_offset = :offset
                        where task_id = :task
                        """)
                .param("topicId", where.topicId())
                .param("partition", where.partition())
                .param("offset", where.offset())
                .param("task", TaskId.of(key).value())
                .update();
    }
}
