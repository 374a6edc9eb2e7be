package io.dermflow.ingest.audit;

import io.dermflow.events.EventCodec;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The append-only record of changes that someone must answer for. The database refuses to change
/// or remove a row.
@Component
public class AuditTrail {

    private final JdbcClient database;
    private final Clock clock;

    AuditTrail(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds an entry to the caller's transaction.
    ///
    /// @param actor a user id, `service:<client id>` or `system`
    /// @param action past tense, snake_case
    /// @param resource `<kind>:<id>`
    /// @param detail no names, e-mails or secrets: entries outlive an erasure
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String actor, String action, String resource, Map<String, ?> detail) {
        database.sql(
                        """
                        insert into audit (at, actor, action, resource, detail)
                        values (:at, :actor, :action, :resource, cast(:detail as jsonb))
                        """)
                .param("at", Timestamp.from(clock.instant()))
                .param("actor", actor)
                .param("action", action)
                .param("resource", resource)
                .param("detail", EventCodec.mapper().writeValueAsString(detail))
                .update();
    }
}
