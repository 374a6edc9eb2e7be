package io.dermflow.ingest.token;

import io.dermflow.events.UserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Logins and their chains of refresh tokens. Each token works once; one that comes a second time
/// was stolen or its thief used it first, and we can't tell which: the session ends for both. A
/// client that lost an answer logs in again.
@Component
public class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final JdbcClient database;
    private final IssuingProperties properties;
    private final Clock clock;

    /// Alert on a rise: someone tries stolen tokens.
    private final Counter reused;

    Sessions(
            JdbcClient database,
            IssuingProperties properties,
            Clock clock,
            MeterRegistry measurements) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
        this.reused = measurements.counter("dermflow.refresh.reused");
    }

    /// Begins a session and returns its first refresh token.
    @Transactional
    public String begin(UserId user) {
        UUID session = UUID.randomUUID();
        Instant now = clock.instant();
        database.sql(
                        """
                        insert into sessions (id, user_id, created_at, expires_at)
                        values (:id, :user, :now, :expiry)
                        """)
                .param("id", session)
                .param("user", user.value())
                .param("now", Timestamp.from(now))
                .param("expiry", Timestamp.from(now.plus(properties.refreshLife())))
                .update();
        return addToken(session, now);
    }

    /// Uses a refresh token up. The session's row is locked first, so that of two uses at once one
    /// comes second and is seen as such.
    @Transactional
    public Renewal renew(String refreshToken) {
        byte[] hash = new Secret(refreshToken).digest();
        Optional<Session> held = lock(hash);
        if (held.isEmpty()) {
            return new Renewal.Refused();
        }
        Session session = held.get();
        Instant now = clock.instant();
        if (use(hash, now)) {
            prolong(session, now);
            return new Renewal.Renewed(session.user(), addToken(session.id(), now));
        }
        if (wasUsed(hash)) {
            reused.increment();
            LOG.warn("refresh token came twice, session ended userId={}", session.user());
            end(session.id());
        }
        return new Renewal.Refused();
    }

    /// Ends the session of this refresh token, if it is one of this user's.
    @Transactional
    public void end(UserId user, String refreshToken) {
        lock(new Secret(refreshToken).digest())
                .filter(session -> session.user().equals(user))
                .ifPresent(session -> end(session.id()));
    }

    /// Ends all sessions of a user.
    @Transactional
    public void endAll(UserId user) {
        database.sql("delete from sessions where user_id = :user")
                .param("user", user.value())
                .update();
    }

    /// Removes what has expired.
    ///
    /// @return how many sessions went
    @Transactional
    int removeExpired() {
        Timestamp now = Timestamp.from(clock.instant());
        database.sql("delete from refresh_tokens where expires_at <= :now")
                .param("now", now)
                .update();
        return database.sql("delete from sessions where expires_at <= :now")
                .param("now", now)
                .update();
    }

    private Optional<Session> lock(byte[] hash) {
        return database.sql(
                        """
                        select id, user_id from sessions
                        where id = (select session_id from refresh_tokens where hash = :hash)
                        for update
                        """)
                .param("hash", hash)
                .query((row, _) ->
                        new Session(
                                row.getObject("id", UUID.class),
                                new UserId(row.getObject("user_id", UUID.class))))
                .optional();
    }

    private boolean use(byte[] hash, Instant now) {
        return database.sql(
                                """
                                update refresh_tokens set used_at = :now
                                where hash = :hash and used_at is null and expires_at > :now
                                """)
                        .param("hash", hash)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    private boolean wasUsed(byte[] hash) {
        return database.sql("select used_at is not null from refresh_tokens where hash = :hash")
                .param("hash", hash)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private void prolong(Session session, Instant now) {
        database.sql("update sessions set expires_at = :expiry where id = :id")
                .param("expiry", Timestamp.from(now.plus(properties.refreshLife())))
                .param("id", session.id())
                .update();
    }

    private String addToken(UUID session, Instant now) {
        Secret token = Secret.random();
        database.sql(
                        """
                        insert into refresh_tokens (hash, session_id, expires_at)
                        values (:hash, :session, :expiry)
                        """)
                .param("hash", token.digest())
                .param("session", session)
                .param("expiry", Timestamp.from(now.plus(properties.refreshLife())))
                .update();
        return token.value();
    }

    private void end(UUID session) {
        database.sql("delete from sessions where id = :id").param("id", session).update();
    }

    private record Session(UUID id, UserId user) {}
}
