package io.dermflow.report.audit;

import io.dermflow.events.EventCodec;
import io.dermflow.events.UserId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who did what to whose data. Append-only: the database refuses changes.
@Repository
public class AuditLog {

    private final JdbcClient database;
    private final Clock clock;

    AuditLog(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Durable on return, before the caller shows or changes anything.
    ///
    /// @param action verb and noun, for instance `read_result`
    /// @param metadata ids and codes, never content
    public void write(
            UserId actor,
            String action,
            String resourceType,
            String resourceId,
            Map<String, String> metadata) {
        database.sql(
                        """
                        insert into audit (actor_id, action, resource_type, resource_id, metadata, at)
                        values (?, ?, ?, ?, ?::jsonb, ?)
                        """)
                .params(
                        actor.value(),
                        action,
                        resourceType,
                        resourceId,
                        EventCodec.mapper().writeValueAsString(metadata),
                        Timestamp.from(clock.instant()))
                .update();
    }
}
