package io.dermflow.ingest.sweep;

import io.dermflow.events.UserId;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.CheckpointKey;
import io.dermflow.kit.store.ObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Removes images that no capture names: of a transaction that failed after the object was stored,
/// or left over by an erasure. Lists the bucket and not the table, because the table knows nothing
/// of them. Keys that are not ours are left alone.
///
/// A checkpoint of the vision stage goes with the capture too, and when its task's deadline must
/// have passed: nobody reads it any more then.
@Service
class SweepOrphans {

    private static final Logger LOG = LoggerFactory.getLogger(SweepOrphans.class);

    /// `<yyyy>/<MM>/<dd>/<task id>/<part>.<ext>`
    private static final int TASK_SEGMENT = 3;

    private static final int SEGMENTS = 5;

    /// Whose an orphan was, nobody knows.
    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private final JdbcClient database;
    private final ObjectStore store;
    private final SweepProperties properties;
    private final JobProperties job;
    private final Clock clock;

    SweepOrphans(
            JdbcClient database,
            ObjectStore store,
            SweepProperties properties,
            JobProperties job,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.properties = properties;
        this.job = job;
        this.clock = clock;
    }

    private record Candidate(UUID task, String key) {}

    void sweep() {
        Instant settled = clock.instant().minus(properties.orphanGrace());
        Instant pastDeadline = clock.instant().minus(job.deadline());
        List<Candidate> batch = new ArrayList<>();
        List<String> late = new ArrayList<>();
        store.list(
                Bucket.RAW_CAPTURES,
                "",
                entry -> {
                    if (CheckpointKey.is(entry.key()) && entry.modified().isBefore(pastDeadline)) {
                        late.add(entry.key());
                    } else if (entry.modified().isBefore(settled)) {
                        add(entry.key(), batch);
                    }
                    if (batch.size() >= properties.batch()) {
                        removeOrphans(batch);
                        batch.clear();
                    }
                });
        removeOrphans(batch);
        late.forEach(checkpoint -> store.delete(Bucket.RAW_CAPTURES, NOBODY, checkpoint));
    }

    private static void add(String key, List<Candidate> batch) {
        String[] segments = key.split("/");
        if (segments.length == SEGMENTS) {
            try {
                batch.add(new Candidate(UUID.fromString(segments[TASK_SEGMENT]), key));
            } catch (IllegalArgumentException notOurs) {
                LOG.debug("object of unknown kind left alone");
            }
        }
    }

    private void removeOrphans(List<Candidate> batch) {
        if (batch.isEmpty()) {
            return;
        }
        Set<UUID> named = named(batch);
        for (Candidate candidate : batch) {
            if (!named.contains(candidate.task())) {
                store.delete(Bucket.RAW_CAPTURES, NOBODY, candidate.key());
                LOG.info("orphaned image removed taskId={}", candidate.task());
            }
        }
    }

    private Set<UUID> named(List<Candidate> batch) {
        UUID[] tasks = batch.stream().map(Candidate::task).distinct().toArray(UUID[]::new);
        return new HashSet<>(
                database.sql(
                                """
                                select task_id from captures
                                where task_id = any(:tasks) and images_deleted_at is null
                                """)
                        .param("tasks", tasks)
                        .query(UUID.class)
                        .list());
    }
}
