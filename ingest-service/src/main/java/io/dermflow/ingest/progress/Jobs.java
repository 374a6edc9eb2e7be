package io.dermflow.ingest.progress;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.EventCodec;
import io.dermflow.events.JobState;
import io.dermflow.events.Reason;
import io.dermflow.events.Stage;
import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import io.dermflow.kit.job.JobProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/// The rows of jobs and their events. Leases are times of the database, so that replicas' clocks
/// don't matter.
@Component
public class Jobs {

    private static final TypeReference<Map<Stage, StageStanding>> STAGES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

    private final JdbcClient database;
    private final Duration lease;

    Jobs(JdbcClient database, JobProperties limits) {
        this.database = database;
        this.lease = limits.lease();
    }

    /// Opens the job of a capture whose row the caller's transaction has just written, `queued`
    /// with sequence 1.
    @Transactional(propagation = Propagation.MANDATORY)
    public void open(AnalysisRequested request) {
        database.sql(
                        """
                        insert into jobs (task_id, request, stages, attempt, lease_until, deadline)
                        values (:task, cast(:request as jsonb), '{}', :attempt,
                                now() + make_interval(secs => :lease), :deadline)
                        """)
                .param("task", request.taskId().value())
                .param("request", EventCodec.mapper().writeValueAsString(request))
                .param("attempt", request.attempt())
                .param("lease", lease.toMillis() / 1000.0)
                .param("deadline", Timestamp.from(request.deadline()))
                .update();
        insert(request.taskId(), Job.accepted(request.timestamp()));
    }

    /// The job, its capture's row locked until the caller's transaction ends; empty when it was
    /// erased.
    ///
    /// The lock is a statement of its own: one that waits sees the locked row as the other
    /// transaction left it, but what is joined to it as it was before.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Job> lock(TaskId task) {
        database.sql("select from captures where task_id = :task for update")
                .param("task", task.value())
                .query((_, _) -> true)
                .list();
        return find(task);
    }

    /// Notes what became of the measures of an ended capture; what is older than what is known
    /// changes nothing.
    @Transactional(propagation = Propagation.MANDATORY)
    public void reviewed(TaskId task, int correction, String reviewState) {
        database.sql(
                        """
                        update captures set review_state = :review, correction = :correction
                        where task_id = :task and correction < :correction
                        """)
                .param("review", reviewState)
                .param("correction", correction)
                .param("task", task.value())
                .update();
    }

    /// The job as it stands; empty when it was erased.
    public Optional<Job> find(TaskId task) {
        return database.sql(
                        """
                        select c.task_id, c.state, c.sequence, c.ended_at, c.reason_code,
                            c.reason_detail, c.report_version, coalesce(j.stages, '{}') as stages
                        from captures c left join jobs j on j.task_id = c.task_id
                        where c.task_id = :task
                        """)
                .param("task", task.value())
                .query(Jobs::job)
                .optional();
    }

    /// The events after the given one, oldest first; empty too when they are gone.
    public List<JobEvent> eventsAfter(TaskId task, int sequence) {
        return database.sql(
                        """
                        select sequence, kind, data from job_events
                        where task_id = :task and sequence > :after order by sequence
                        """)
                .param("task", task.value())
                .param("after", sequence)
                .query(Jobs::event)
                .list();
    }

    /// Renews the lease of an open job: somebody works on it.
    @Transactional(propagation = Propagation.MANDATORY)
    void renewLease(TaskId task) {
        database.sql(
                        """
                        update jobs set lease_until = now() + make_interval(secs => :lease)
                        where task_id = :task and ended_at is null
                        """)
                .param("lease", lease.toMillis() / 1000.0)
                .param("task", task.value())
                .update();
    }

    /// Stores the change and tells every replica after the commit; one statement, because a capture
    /// comes here for each sign of life. A job whose tracking row is gone has no events any more.
    ///
    /// The number of an event belongs to whoever wrote it first; only an end may be told anew.
    ///
    /// @param alive whether the lease of a job that stays open is renewed as well
    /// @throws OptimisticLockingFailureException where a number is taken: the change was made from
    ///   a standing that was not locked. Nothing of it is stored
    @Transactional(propagation = Propagation.MANDATORY)
    void save(Job.Change change, boolean alive) {
        Job job = change.job();
        TaskEnd end = job.end();
        Reason reason = end == null ? null : end.reason();
        database.sql(
                        """
                        with capture as (
                            update captures set state = :state, sequence = :sequence,
                                ended_at = :ended, reason_code = :code, reason_detail = :detail,
                                report_version = :version
                            where task_id = :task),
                        job as (
                            update jobs set stages = cast(:stages as jsonb), ended_at = :ended,
                                lease_until = case
                                    when :alive and ended_at is null
                                    then now() + make_interval(secs => :lease)
                                    else lease_until end
                            where task_id = :task
                            returning task_id),
                        events as (
                            insert into job_events (task_id, sequence, kind, data)
                            select job.task_id, event.sequence, event.kind, event.data
                            from job, jsonb_to_recordset(cast(:events as jsonb))
                                as event (sequence int, kind text, data jsonb)
                            on conflict (task_id, sequence) do update set data = excluded.data
                                where job_events.kind = :end and excluded.kind = :end
                            returning sequence)
                        select pg_notify(:channel, cast(task_id as text)),
                            (select count(*) from events) as told
                        from job
                        """)
                .param("state", job.state().wireName())
                .param("sequence", job.sequence())
                .param("ended", end == null ? null : Timestamp.from(end.finishedAt()))
                .param("code", reason == null ? null : reason.code())
                .param("detail", reason == null ? null : reason.detail())
                .param("version", end == null ? null : end.reportVersion())
                .param("stages", EventCodec.mapper().writeValueAsString(job.stages()))
                .param("alive", alive)
                .param("lease", lease.toMillis() / 1000.0)
                .param("events", EventCodec.mapper().writeValueAsString(rows(change.events())))
                .param("end", JobEvent.Kind.END.wireName())
                .param("channel", JobFeed.CHANNEL)
                .param("task", job.taskId().value())
                .query((row, _) -> row.getInt("told"))
                .optional()
                .ifPresent(told -> requireAllTold(change, told));
    }

    private static void requireAllTold(Job.Change change, int told) {
        if (told < change.events().size()) {
            throw new OptimisticLockingFailureException(
                    "another has written event %d of task %s or one before it"
                            .formatted(change.job().sequence(), change.job().taskId()));
        }
    }

    private static List<Map<String, Object>> rows(List<JobEvent> events) {
        return events.stream()
                .map(event ->
                        Map.of(
                                "sequence",
                                event.sequence(),
                                "kind",
                                event.kind().wireName(),
                                "data",
                                event.data()))
                .toList();
    }

    private void insert(TaskId task, JobEvent event) {
        database.sql(
                        """
                        insert into job_events (task_id, sequence, kind, data)
                        values (:task, :sequence, :kind, cast(:data as jsonb))
                        """)
                .param("task", task.value())
                .param("sequence", event.sequence())
                .param("kind", event.kind().wireName())
                .param("data", EventCodec.mapper().writeValueAsString(event.data()))
                .update();
    }

    private static Job job(ResultSet row, int number) throws SQLException {
        TaskId task = TaskId.of(row.getString("task_id"));
        JobState state = JobState.of(row.getString("state"));
        return new Job(
                task,
                state,
                row.getInt("sequence"),
                EventCodec.mapper().readValue(row.getString("stages"), STAGES),
                state.ended() ? end(task, state, row) : null);
    }

    private static TaskEnd end(TaskId task, JobState state, ResultSet row) throws SQLException {
        String code = row.getString("reason_code");
        @Nullable Reason reason =
                code == null ? null : new Reason(code, row.getString("reason_detail"));
        Instant endedAt = row.getTimestamp("ended_at").toInstant();
        return new TaskEnd(task, state, reason, row.getInt("report_version"), endedAt);
    }

    private static JobEvent event(ResultSet row, int number) throws SQLException {
        return new JobEvent(
                row.getInt("sequence"),
                JobEvent.Kind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)),
                EventCodec.mapper().readValue(row.getString("data"), DATA));
    }
}
