package io.dermflow.report.announcement;

import io.dermflow.events.EventCodec;
import io.dermflow.events.ResultEvent;
import io.dermflow.events.UserId;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The outbox of later events about ended tasks. Every method but [#sweep] belongs inside a
/// transaction of the caller's.
@Repository
public class Announcements {

    /// Names the advisory lock of the one relay at work, so that a task's events keep their order.
    private static final long RELAY_LOCK = 0x6465726d_6f757462L;

    private final JdbcClient database;
    private final Clock clock;

    Announcements(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Promises that the event will be sent, at least once.
    ///
    /// @param traceparent of the work that led to it
    public void add(ResultEvent event, String traceparent) {
        database.sql(
                        """
                        insert into announcement (task_id, event, traceparent, created_at)
                        values (?, ?::jsonb, ?, ?)
                        """)
                .params(
                        event.summary().taskId().value(),
                        new String(EventCodec.encode(event), StandardCharsets.UTF_8),
                        traceparent,
                        Timestamp.from(clock.instant()))
                .update();
    }

    /// Drops what was not yet sent about a user's erased tasks.
    public void forget(UserId user) {
        database.sql(
                        """
                        delete from announcement where sent_at is null and task_id in
                            (select task_id from result where user_id = ? and erased_at is not null)
                        """)
                .param(user.value())
                .update();
    }

    /// Whether this transaction is the one that may send.
    boolean mayRelay() {
        return database.sql("select pg_try_advisory_xact_lock(?)")
                .param(RELAY_LOCK)
                .query(Boolean.class)
                .single();
    }

    List<Waiting> waiting(int limit) {
        return database.sql(
                        """
                        select id, event, traceparent from announcement
                        where sent_at is null order by id limit ?
                        """)
                .param(limit)
                .query((row, _) ->
                        new Waiting(
                                row.getLong("id"),
                                EventCodec.mapper()
                                        .readValue(row.getString("event"), ResultEvent.class),
                                row.getString("traceparent")))
                .list();
    }

    void sent(List<Long> ids) {
        database.sql("update announcement set sent_at = ? where id = any (?)")
                .params(Timestamp.from(clock.instant()), ids.toArray(Long[]::new))
                .update();
    }

    /// Removes what was sent before.
    ///
    /// @return how many rows went
    public int sweep(Instant olderThan) {
        return database.sql("delete from announcement where sent_at < ?")
                .param(Timestamp.from(olderThan))
                .update();
    }

    record Waiting(long id, ResultEvent event, String traceparent) {}
}
