package io.dermflow.llm.session;

import io.dermflow.events.UserId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Conversations, each owned by one user: nobody else can see, continue or remove it, nor learn
/// that it exists. Bounded in number, length and age; any replica goes on where another stopped.
///
/// Every method throws [DependencyUnavailable] while the database is away.
@Component
public class Sessions {

    private final SessionDatabase database;
    private final JdbcClient sql;
    private final SessionProperties bounds;
    private final Clock clock;

    Sessions(SessionDatabase database, JdbcClient sql, SessionProperties bounds, Clock clock) {
        this.database = database;
        this.sql = sql;
        this.bounds = bounds;
        this.clock = clock;
    }

    /// Begins a session. For a user who is erased it is begun nowhere.
    public SessionId open(UserId user) {
        SessionId id = SessionId.fresh();
        return database.transaction(() -> {
            begin(user, id);
            return id;
        });
    }

    /// Goes on with a session, or begins one of that id where there is none.
    ///
    /// @return the last exchanges, oldest first; empty if the id is another user's
    public Optional<List<Exchange>> enter(UserId user, SessionId id, int last) {
        return database.transaction(() -> {
            if (!owns(user, id)) {
                begin(user, id);
            }
            return isAnothers(user, id) ? Optional.empty() : Optional.of(exchanges(id, last));
        });
    }

    private void begin(UserId user, SessionId id) {
        alone(user);
        sql.sql(
                        """
                        insert into sessions (id, user_id, started_at, touched_at)
                        select :id, :user, :now, :now
                        where not exists (
                            select from erased_users where user_id = :user)
                        on conflict (id) do nothing
                        """)
                .param("id", id.value())
                .param("user", user.value())
                .param("now", now())
                .update();
        dropOldestOf(user);
    }

    /// The last exchanges, oldest first; empty if this user has no such session.
    public Optional<List<Exchange>> history(UserId user, SessionId id, int last) {
        return database.transaction(
                () -> owns(user, id) ? Optional.of(exchanges(id, last)) : Optional.empty());
    }

    /// Adds an exchange, unless the session is gone by now.
    public void remember(UserId user, SessionId id, Exchange exchange) {
        database.transaction(() -> {
            boolean there =
                    sql.sql(
                                            """
                                            update sessions set touched_at = :now
                                            where id = :id and user_id = :user
                                            """)
                                    .param("now", now())
                                    .param("id", id.value())
                                    .param("user", user.value())
                                    .update()
                            == 1;
            if (there) {
                add(id, exchange);
            }
            return there;
        });
    }

    /// The user's sessions, latest first.
    public List<SessionView> list(UserId user) {
        return database.transaction(() ->
                sql.sql(
                                """
                                select id, started_at, touched_at,
                                       (select count(*) from exchanges e where e.session_id = s.id)
                                from sessions s where user_id = :user
                                order by touched_at desc, id
                                """)
                        .param("user", user.value())
                        .query((row, _) ->
                                new SessionView(
                                        new SessionId(row.getString(1)),
                                        row.getTimestamp(2).toInstant(),
                                        row.getTimestamp(3).toInstant(),
                                        row.getInt(4)))
                        .list());
    }

    /// All that is kept of one; empty if this user has no such session.
    public Optional<Transcript> transcript(UserId user, SessionId id) {
        return database.transaction(() ->
                sql.sql(
                                """
                                select started_at, touched_at from sessions
                                where id = :id and user_id = :user
                                """)
                        .param("id", id.value())
                        .param("user", user.value())
                        .query((row, _) ->
                                new Transcript(
                                        id,
                                        row.getTimestamp(1).toInstant(),
                                        row.getTimestamp(2).toInstant(),
                                        messages(id)))
                        .optional());
    }

    private List<Transcript.Message> messages(SessionId id) {
        return sql.sql(
                        """
                        select asked, answered, at from exchanges
                        where session_id = :id order by number
                        """)
                .param("id", id.value())
                .query((row, _) ->
                        new Transcript.Message(
                                row.getString(1),
                                row.getString(2),
                                row.getTimestamp(3).toInstant()))
                .list();
    }

    /// @return whether there was such a session of this user
    public boolean delete(UserId user, SessionId id) {
        return database.transaction(() ->
                sql.sql("delete from sessions where id = :id and user_id = :user")
                                .param("id", id.value())
                                .param("user", user.value())
                                .update()
                        == 1);
    }

    /// Removes all of a user and marks the user as gone.
    int erase(UserId user) {
        return database.transaction(() -> {
            alone(user);
            sql.sql(
                            """
                            insert into erased_users (user_id, at) values (:user, :now)
                            on conflict (user_id) do update set at = excluded.at
                            """)
                    .param("user", user.value())
                    .param("now", now())
                    .update();
            return sql.sql("delete from sessions where user_id = :user")
                    .param("user", user.value())
                    .update();
        });
    }

    /// Removes what is older than it may be, sessions and marks.
    int removeExpired() {
        return database.transaction(() -> {
            sql.sql("delete from erased_users where at < :before")
                    .param("before", before(bounds.erasureMarks()))
                    .update();
            return sql.sql("delete from sessions where touched_at < :before")
                    .param("before", before(bounds.life()))
                    .update();
        });
    }

    /// One opening or erasure of a user at a time, across replicas, until the transaction ends.
    private void alone(UserId user) {
        sql.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(:user, 0))) l")
                .param("user", user.toString())
                .query(Integer.class)
                .single();
    }

    private void dropOldestOf(UserId user) {
        sql.sql(
                        """
                        delete from sessions where id in (
                            select id from sessions where user_id = :user
                            order by touched_at desc, id offset :max)
                        """)
                .param("user", user.value())
                .param("max", bounds.maxPerUser())
                .update();
    }

    private boolean owns(UserId user, SessionId id) {
        return sql.sql("select count(*) from sessions where id = :id and user_id = :user")
                        .param("id", id.value())
                        .param("user", user.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private boolean isAnothers(UserId user, SessionId id) {
        return sql.sql("select count(*) from sessions where id = :id and user_id <> :user")
                        .param("id", id.value())
                        .param("user", user.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private List<Exchange> exchanges(SessionId id, int last) {
        return sql.sql(
                        """
                        select asked, answered from (
                            select number, asked, answered from exchanges
                            where session_id = :id order by number desc limit :last) recent
                        order by number
                        """)
                .param("id", id.value())
                .param("last", last)
                .query((row, _) -> new Exchange(row.getString(1), row.getString(2)))
                .list();
    }

    /// Under the lock of the session's row, which its update has taken.
    private void add(SessionId id, Exchange exchange) {
        int number =
                sql.sql(
                                """
                                insert into exchanges (session_id, number, asked, answered, at)
                                select :id, coalesce(max(number), 0) + 1, :asked, :answered, :now
                                from exchanges where session_id = :id returning number
                                """)
                        .param("id", id.value())
                        .param("asked", exchange.asked())
                        .param("answered", exchange.answered())
                        .param("now", now())
                        .query(Integer.class)
                        .single();
        sql.sql("delete from exchanges where session_id = :id and number <= :gone")
                .param("id", id.value())
                .param("gone", number - bounds.maxExchanges())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Timestamp before(Duration age) {
        return Timestamp.from(clock.instant().minus(age));
    }
}
