package io.dermflow.report.result;

import io.dermflow.events.EventCodec;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskId;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.ClientFigures;
import io.dermflow.events.narrative.Narrative;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Ends whose announcing record was in a log that is gone.
@Repository
public class LostEnds {

    private static final Reason UNKNOWN = new Reason("unknown", null);

    private final JdbcClient database;

    LostEnds(JdbcClient database) {
        this.database = database;
    }

    /// Outcomes that were not yet put back into this log, oldest first.
    ///
    /// @param topicId the present log of the outcomes
    /// @param since ends decided before are left alone
    public List<Outcome> missingFrom(String topicId, Instant since, int limit) {
        return database.sql(
                        """
                        select * from result
                        where topic_id <> :topic and put_back_to is distinct from :topic
                            and finished_at > :since
                        order by finished_at limit :limit
                        """)
                .param("topic", topicId)
                .param("since", Timestamp.from(since))
                .param("limit", limit)
                .query((row, _) -> outcome(row))
                .list();
    }

    /// This end needs no further copy in this log.
    public void wasPutBack(TaskId task, String topicId) {
        database.sql("update result set put_back_to = ? where task_id = ?")
                .params(topicId, task.value())
                .update();
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        End end = EndRow.end(row);
        Outcome.Subject subject = end.firstReport();
        Reason reason = Objects.requireNonNullElse(end.reason(), UNKNOWN);
        Analysis analysis = read(row, "analysis", Analysis.class);
        return switch (end.state()) {
            case SUCCEEDED -> succeeded(row, end, analysis);
            case REJECTED ->
                    new Outcome.Rejected(
                            subject, reason, analysis, end.finishedAt(), row.getString("language"));
            case FAILED -> new Outcome.Failed(subject, reason, end.finishedAt());
            case CANCELED -> new Outcome.Canceled(subject, reason, end.finishedAt());
            case ABORTED -> new Outcome.Aborted(subject, reason, end.finishedAt());
            case QUEUED, PROCESSING ->
                    throw new IllegalStateException("no end: " + subject.taskId());
        };
    }

    private static Outcome succeeded(ResultSet row, End end, @Nullable Analysis analysis)
            throws SQLException {
        ClientFigures figures = read(row, "client_figures", ClientFigures.class);
        if (figures != null) {
            return new Outcome.Supplied(end.firstReport(), figures, end.finishedAt());
        }
        return new Outcome.Completed(
                end.firstReport(),
                Objects.requireNonNull(analysis, "a success without analysis"),
                Objects.requireNonNull(
                        read(row, "narrative", Narrative.class), "a success without narrative"),
                end.finishedAt());
    }

    private static <T> @Nullable T read(ResultSet row, String column, Class<T> type)
            throws SQLException {
        String json = row.getString(column);
        return json == null ? null : EventCodec.mapper().readValue(json, type);
    }
}
