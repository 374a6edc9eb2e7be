package io.dermflow.ingest.sweep;

import io.dermflow.ingest.capacity.Workers;
import io.dermflow.ingest.capture.CaptureProperties;
import io.dermflow.ingest.deadletter.DeadRecords;
import io.dermflow.ingest.outbox.Outbox;
import io.dermflow.kit.job.JobProperties;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Removes rows that nobody needs any more: sent events, old dead letters and idempotency keys,
/// workers that were silent for a day, and the tracking of ended jobs by age and number as the
/// seeds want it. What a client asks afterwards is answered from the capture's own row.
@Service
class SweepRows {

    private static final Logger LOG = LoggerFactory.getLogger(SweepRows.class);

    private final JdbcClient database;
    private final Outbox outbox;
    private final DeadRecords deadRecords;
    private final Workers workers;
    private final JobProperties job;
    private final CaptureProperties capture;

    SweepRows(
            JdbcClient database,
            Outbox outbox,
            DeadRecords deadRecords,
            Workers workers,
            JobProperties job,
            CaptureProperties capture) {
        this.database = database;
        this.outbox = outbox;
        this.deadRecords = deadRecords;
        this.workers = workers;
        this.job = job;
        this.capture = capture;
    }

    void sweep() {
        int events = outbox.removeOld();
        int letters = deadRecords.removeOld();
        int keys = keys();
        int gone = workers.removeOld();
        int well =
                tracking(
                        "'succeeded', 'rejected', 'canceled'",
                        job.completedKept(),
                        job.completedMax());
        int badly = tracking("'failed', 'aborted'", job.failedKept(), job.failedMax());
        if (events + letters + keys + gone + well + badly > 0) {
            LOG.info(
                    "rows removed events={} deadLetters={} keys={} workers={} jobs={}",
                    events,
                    letters,
                    keys,
                    gone,
                    well + badly);
        }
    }

    private int keys() {
        return database.sql(
                        """
                        delete from idempotency_keys
                        where created_at < now() - make_interval(secs => :kept)
                        """)
                .param("kept", (double) capture.idempotencyKept().toSeconds())
                .update();
    }

    /// @param states SQL literals
    private int tracking(String states, Duration kept, int max) {
        return database.sql(
                        """
                        delete from jobs where task_id in (
                            select task_id from (
                                select j.task_id, j.ended_at,
                                    row_number() over (order by j.ended_at desc) as place
                                from jobs j join captures c on c.task_id = j.task_id
                                where j.ended_at is not null and c.state in (%s)) ended
                            where ended_at < now() - make_interval(secs => :kept)
                                or place > :max)
                        """
                                .formatted(states))
                .param("kept", (double) kept.toSeconds())
                .param("max", max)
                .update();
    }
}
