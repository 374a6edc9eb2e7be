package io.dermflow.report.consent;

import io.dermflow.events.ConsentChanged;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The latest word of each owner on training: of the consent that a capture was accepted under and
/// of what `user_consents` said later, the higher version. Kept in the database, because that topic
/// forgets after two days and a withdrawal must not.
@Repository
public class OwnerConsents {

    private final JdbcClient database;

    OwnerConsents(JdbcClient database) {
        this.database = database;
    }

    /// Whether the owner wants this capture to serve training; false where there is no such
    /// capture.
    public boolean training(TaskId task) {
        return database.sql("select training from capture_consent where task_id = ?")
                .param(task.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /// Keeps this user's word from changing until the caller's transaction ends, so that what is
    /// done by it is done before a withdrawal takes it back, or not at all.
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(UserId user) {
        database.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("consent:" + user)
                .query(_ -> {});
    }

    /// Keeps what is newer than what is known; what comes late or twice changes nothing. A word
    /// against training takes back what was kept for it: corrections are no ground truth any more,
    /// and labels, which have no other purpose, go.
    @Transactional
    public void keep(ConsentChanged changed) {
        hold(changed.userId());
        int newer =
                database.sql(
                                """
                                insert into user_consent as c (user_id, version, training)
                                select :user, :version, :training where not exists
                                    (select from erasure_mark
                                    where user_id = :user and task_id is null)
                                on conflict (user_id) do update
                                    set version = excluded.version, training = excluded.training
                                    where c.version < excluded.version
                                """)
                        .param("user", changed.userId().value())
                        .param("version", changed.consent().version())
                        .param("training", changed.consent().training())
                        .update();
        if (newer > 0 && !changed.consent().training()) {
            takeBack(changed.userId());
        }
    }

    private void takeBack(UserId user) {
        database.sql(
                        """
                        update user_adjustments set ground_truth = false
                        where ground_truth and capture_id in (select task_id from capture_consent
                            where user_id = ? and not training)
                        """)
                .param(user.value())
                .update();
        database.sql(
                        """
                        delete from labels where capture_id in (select task_id from capture_consent
                            where user_id = ? and not training)
                        """)
                .param(user.value())
                .update();
    }

    /// Forgets an erased user.
    public void forget(UserId user) {
        database.sql("delete from user_consent where user_id = ?").param(user.value()).update();
    }
}
