package io.dermflow.report.result;

import io.dermflow.events.EventCodec;
import io.dermflow.events.JobState;
import io.dermflow.events.Outcome;
import io.dermflow.events.RecordCoordinates;
import io.dermflow.events.TaskId;
import io.dermflow.events.Topic;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.narrative.Narrative;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The writing side of the results: one line per ended task, the first one stays. Every method
/// belongs inside a transaction of the caller's.
@Repository
public class ResultLedger {

    private final JdbcClient database;

    ResultLedger(JdbcClient database) {
        this.database = database;
    }

    /// Writes the end unless the task has one.
    ///
    /// @param doomed artifacts named here are removed from the store soon
    /// @return whether this is now the task's end
    public boolean enter(
            End end, Content content, RecordCoordinates announcedBy, List<Artifact> doomed) {
        Outcome.Subject subject = end.subject();
        int inserted =
                database.sql(
                                """
                                insert into result (task_id, user_id, attempt, state, reason_code,
                                    reason_detail, report_version, client_reference, consent,
                                    accepted_at, finished_at, analysis, narrative,
                                    client_figures, language, review_state, erased_at, topic_id,
                                    partition, log_offset)
                                values (:task, :user, :attempt, :state, :code, :detail, :version,
                                    :reference, :consent::jsonb, :accepted, :finished,
                                    :analysis::jsonb, :narrative::jsonb, :figures::jsonb,
                                    :language, :review, :erased, :topic, :partition, :offset)
                                on conflict do nothing
                                """)
                        .param("task", subject.taskId().value())
                        .param("user", subject.userId().value())
                        .param("attempt", subject.attempt())
                        .param("state", end.state().wireName())
                        .param("code", end.reason() == null ? null : end.reason().code())
                        .param("detail", end.reason() == null ? null : end.reason().detail())
                        .param("version", subject.reportVersion())
                        .param("reference", subject.clientReference())
                        .param("consent", json(subject.consent()))
                        .param("accepted", Timestamp.from(subject.acceptedAt()))
                        .param("finished", Timestamp.from(end.finishedAt()))
                        .param("analysis", json(content.analysis()))
                        .param("narrative", json(content.narrative()))
                        .param("figures", json(content.clientFigures()))
                        .param("language", content.language())
                        .param("review", reviewState(end, content))
                        .param("erased", end.isErased() ? Timestamp.from(end.finishedAt()) : null)
                        .param("topic", announcedBy.topicId())
                        .param("partition", announcedBy.partition())
                        .param("offset", announcedBy.offset())
                        .update();
        if (inserted == 0) {
            return false;
        }
        content.artifacts().forEach(kept -> enter(subject.taskId(), kept, false));
        doomed.forEach(artifact -> enter(subject.taskId(), artifact, true));
        return true;
    }

    private static String reviewState(End end, Content content) {
        boolean asked = end.state() == JobState.SUCCEEDED && content.needsReview();
        return asked ? "needs_review" : "none";
    }

    private void enter(TaskId task, Artifact artifact, boolean doomed) {
        database.sql(
                        """
                        insert into artifact
                            (task_id, name, type, media_type, object_key, bytes, doomed)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        task.value(),
                        artifact.name(),
                        artifact.type(),
                        artifact.mediaType(),
                        artifact.objectKey(),
                        artifact.bytes(),
                        doomed)
                .update();
    }

    /// The task's line, locked until the transaction ends.
    public Optional<LedgerLine> lock(TaskId task) {
        return database.sql("select * from result where task_id = ? for update")
                .param(task.value())
                .query(ResultLedger::line)
                .optional();
    }

    /// From now on this record announces the task's end, because the log of the former one is gone.
    public void adopt(TaskId task, RecordCoordinates announcedBy) {
        database.sql(
                        """
                        update result set topic_id = ?, partition = ?, log_offset = ?
                        where task_id = ?
                        """)
                .params(
                        announcedBy.topicId(),
                        announcedBy.partition(),
                        announcedBy.offset(),
                        task.value())
                .update();
    }

    /// Replaces the words of a succeeded task by later ones.
    ///
    /// @return the end as it is now; empty if the task has no result or an equally new report
    public Optional<End> upgrade(TaskId task, int reportVersion, Narrative narrative) {
        return database.sql(
                        """
                        update result set narrative = ?::jsonb, report_version = ?
                        where task_id = ? and state = 'succeeded' and report_version < ?
                        returning *
                        """)
                .params(
                        EventCodec.mapper().writeValueAsString(narrative),
                        reportVersion,
                        task.value(),
                        reportVersion)
                .query(ResultLedger::line)
                .optional()
                .map(LedgerLine::end);
    }

    /// The ends of those of these tasks that have one.
    public List<End> ends(List<TaskId> tasks) {
        return database
                .sql("select * from result where task_id = any (?)")
                .param(tasks.stream().map(TaskId::value).toArray(UUID[]::new))
                .query(ResultLedger::line)
                .list()
                .stream()
                .map(LedgerLine::end)
                .toList();
    }

    static LedgerLine line(ResultSet row, int number) throws SQLException {
        return new LedgerLine(
                EndRow.end(row),
                new RecordCoordinates(
                        Topic.OUTCOMES.topicName(),
                        row.getString("topic_id"),
                        row.getInt("partition"),
                        row.getLong("log_offset")));
    }

    private static @Nullable String json(@Nullable Object document) {
        return document == null ? null : EventCodec.mapper().writeValueAsString(document);
    }
}
