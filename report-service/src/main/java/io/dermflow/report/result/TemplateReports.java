package io.dermflow.report.result;

import io.dermflow.events.EventCodec;
import io.dermflow.events.TaskId;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.narrative.Narrative;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Results that a template had to put into words. Every method belongs inside a transaction of the
/// caller's.
@Repository
public class TemplateReports {

    private final JdbcClient database;

    TemplateReports(JdbcClient database) {
        this.database = database;
    }

    /// Those that are due, oldest first, locked until the transaction ends. Rows that another
    /// replica holds are passed over; what is erased is never among them, and can't be erased while
    /// it is locked.
    ///
    /// @param since results finished before are left alone
    /// @param tries rows asked for so often are left alone
    public List<TemplateReport> due(Instant now, Instant since, int tries, int limit) {
        return database.sql(
                        """
                        select * from result
                        where state = 'succeeded' and report_version = 1 and erased_at is null
                            and narrative #>> '{generator,fallback_reason}' is not null
                            and analysis is not null and finished_at > :since
                            and upgrade_tries < :tries
                            and (upgrade_at is null or upgrade_at <= :now)
                        order by finished_at limit :limit for update skip locked
                        """)
                .param("since", Timestamp.from(since))
                .param("tries", tries)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(TemplateReports::report)
                .list();
    }

    /// Counts a try.
    ///
    /// @param next when it may be asked for again
    public void tried(TaskId task, Instant next) {
        database.sql(
                        """
                        update result set upgrade_tries = upgrade_tries + 1, upgrade_at = ?
                        where task_id = ?
                        """)
                .params(Timestamp.from(next), task.value())
                .update();
    }

    private static TemplateReport report(ResultSet row, int number) throws SQLException {
        return new TemplateReport(
                EndRow.end(row).subject(),
                EventCodec.mapper().readValue(row.getString("analysis"), Analysis.class),
                EventCodec.mapper()
                        .readValue(row.getString("narrative"), Narrative.class)
                        .language(),
                row.getInt("upgrade_tries"));
    }
}
