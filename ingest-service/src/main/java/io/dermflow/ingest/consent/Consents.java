package io.dermflow.ingest.consent;

import io.dermflow.events.Consent;
import io.dermflow.events.UserId;
import io.dermflow.ingest.account.AccountErased;
import io.dermflow.ingest.account.Users;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What each user has agreed to.
@Component
public class Consents {

    private final JdbcClient database;
    private final Users users;

    Consents(JdbcClient database, Users users) {
        this.database = database;
        this.users = users;
    }

    /// As of now; [Consent#NONE] for who never said anything, and for erased accounts.
    public Consent current(UserId user) {
        return recorded(user).map(Recorded::consent).orElse(Consent.NONE);
    }

    /// As of now and until the caller's transaction ends: a withdrawal waits for that, and so does
    /// an erasure. [Consent#NONE] for erased accounts.
    @Transactional(propagation = Propagation.MANDATORY)
    public Consent held(UserId user) {
        // Two statements: one with a join would read the consents as they were before it had to
        // wait for the lock.
        return users.hold(user) ? current(user) : Consent.NONE;
    }

    /// The same with its time, for the person themselves.
    public ConsentsView view(UserId user) {
        return ConsentsView.of(recorded(user));
    }

    Optional<Recorded> recorded(UserId user) {
        return database.sql(
                        """
                        select version, analysis, store_images, training, share_with_partner,
                            updated_at
                        from consents where user_id = :user
                        """)
                .param("user", user.value())
                .query((row, _) ->
                        new Recorded(
                                new Consent(
                                        row.getLong("version"),
                                        row.getBoolean("analysis"),
                                        row.getBoolean("store_images"),
                                        row.getBoolean("training"),
                                        row.getBoolean("share_with_partner")),
                                row.getTimestamp("updated_at").toInstant()))
                .optional();
    }

    void write(UserId user, Recorded recorded) {
        Consent consent = recorded.consent();
        database.sql(
                        """
                        insert into consents (user_id, version, analysis, store_images, training,
                            share_with_partner, updated_at)
                        values (:user, :version, :analysis, :images, :training, :share, :at)
                        on conflict (user_id) do update set
                            version = excluded.version, analysis = excluded.analysis,
                            store_images = excluded.store_images, training = excluded.training,
                            share_with_partner = excluded.share_with_partner,
                            updated_at = excluded.updated_at
                        """)
                .param("user", user.value())
                .param("version", consent.version())
                .param("analysis", consent.analysis())
                .param("images", consent.storeImages())
                .param("training", consent.training())
                .param("share", consent.shareWithPartner())
                .param("at", Timestamp.from(recorded.updatedAt()))
                .update();
    }

    @EventListener
    void on(AccountErased erased) {
        database.sql("delete from consents where user_id = :user")
                .param("user", erased.userId().value())
                .update();
    }

    record Recorded(Consent consent, Instant updatedAt) {}
}
