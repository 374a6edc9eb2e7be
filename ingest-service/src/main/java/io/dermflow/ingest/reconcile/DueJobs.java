package io.dermflow.ingest.reconcile;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.EventCodec;
import io.dermflow.events.Outcome;
import io.dermflow.events.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The rows of jobs that need looking after.
@Component
class DueJobs {

    private final JdbcClient database;

    DueJobs(JdbcClient database) {
        this.database = database;
    }

    /// Open jobs whose lease or deadline has passed, or whose record was in another log than the
    /// present one; the longest silent first.
    ///
    /// @param topicId of the present log of `skin_analysis`; null when it is not known
    List<DueJob> find(@Nullable String topicId, int limit) {
        return database.sql(
                        """
                        select task_id, request, republished, proposed_end,
                            topic_id, partition, log_offset, deadline < now() as deadline_passed,
                            exists (select 1 from outbox o where o.sent_at is null
                                and o.record_key = cast(task_id as text)) as in_outbox
                        from jobs
                        where ended_at is null and (lease_until < now()
                            or proposed_end is null and deadline < now()
                            or topic_id <> cast(:topicId as text))
                        order by lease_until limit :limit
                        """)
                .param("topicId", topicId)
                .param("limit", limit)
                .query(DueJobs::job)
                .list();
    }

    /// Locks the job's row, if it is still open and still in the attempt that was looked at.
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lock(DueJob job) {
        return database.sql(
                        """
                        select 1 from jobs where task_id = :task and ended_at is null
                            and attempt = :attempt for update
                        """)
                .param("task", job.taskId().value())
                .param("attempt", job.request().attempt())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /// The request of a job that is open and whose end nobody has proposed, its row locked until
    /// the caller's transaction ends.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<AnalysisRequested> lockOpen(TaskId task) {
        return database.sql(
                        """
                        select request from jobs
                        where task_id = :task and ended_at is null and proposed_end is null
                        for update
                        """)
                .param("task", task.value())
                .query(String.class)
                .optional()
                .map(text -> EventCodec.mapper().readValue(text, AnalysisRequested.class));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void extendLease(TaskId task, Duration by) {
        database.sql(
                        """
                        update jobs set lease_until = now() + make_interval(secs => :by)
                        where task_id = :task
                        """)
                .param("by", by.toMillis() / 1000.0)
                .param("task", task.value())
                .update();
    }

    /// Moves leases on. A lease that was renewed meanwhile stays, and a row that somebody else has
    /// locked is passed: either way the job is not silent.
    @Transactional(propagation = Propagation.MANDATORY)
    public void postpone(List<TaskId> tasks, Duration by) {
        database.sql(
                        """
                        update jobs set lease_until = now() + make_interval(secs => :by)
                        where task_id in (
                            select task_id from jobs
                            where task_id = any(cast(:tasks as uuid[])) and ended_at is null
                                and lease_until < now()
                            for update skip locked)
                        """)
                .param("by", by.toMillis() / 1000.0)
                .param("tasks", array(tasks))
                .update();
    }

    private static String array(List<TaskId> tasks) {
        return tasks.stream().map(TaskId::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /// Notes that the request was given to the outbox again.
    @Transactional(propagation = Propagation.MANDATORY)
    public void republished(AnalysisRequested request) {
        database.sql(
                        """
                        update jobs set request = cast(:request as jsonb), attempt = :attempt,
                            republished = republished + 1,
                            topic_id = null, partition = null, log_offset = null
                        where task_id = :task
                        """)
                .param("request", EventCodec.mapper().writeValueAsString(request))
                .param("attempt", request.attempt())
                .param("task", request.taskId().value())
                .update();
    }

    /// How many jobs are open.
    int open() {
        return database.sql("select count(*) from jobs where ended_at is null")
                .query(Integer.class)
                .single();
    }

    private static DueJob job(ResultSet row, int number) throws SQLException {
        String proposed = row.getString("proposed_end");
        String topicId = row.getString("topic_id");
        return new DueJob(
                TaskId.of(row.getString("task_id")),
                EventCodec.mapper().readValue(row.getString("request"), AnalysisRequested.class),
                row.getInt("republished"),
                row.getBoolean("deadline_passed"),
                row.getBoolean("in_outbox"),
                proposed == null ? null : EventCodec.mapper().readValue(proposed, Outcome.class),
                topicId == null
                        ? null
                        : new DueJob.Published(
                                topicId, row.getInt("partition"), row.getLong("log_offset")));
    }
}
