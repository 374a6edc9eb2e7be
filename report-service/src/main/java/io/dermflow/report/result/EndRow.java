package io.dermflow.report.result;

import io.dermflow.events.Consent;
import io.dermflow.events.EventCodec;
import io.dermflow.events.JobState;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads an [End] from a row of `result`.
final class EndRow {

    private EndRow() {}

    static End end(ResultSet row) throws SQLException {
        return new End(
                subject(row),
                JobState.of(row.getString("state")),
                reason(row),
                row.getTimestamp("finished_at").toInstant());
    }

    private static Outcome.Subject subject(ResultSet row) throws SQLException {
        return new Outcome.Subject(
                new TaskId(row.getObject("task_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getInt("attempt"),
                row.getInt("report_version"),
                EventCodec.mapper().readValue(row.getString("consent"), Consent.class),
                row.getString("client_reference"),
                row.getTimestamp("accepted_at").toInstant());
    }

    private static @Nullable Reason reason(ResultSet row) throws SQLException {
        String code = row.getString("reason_code");
        return code == null ? null : new Reason(code, row.getString("reason_detail"));
    }
}
