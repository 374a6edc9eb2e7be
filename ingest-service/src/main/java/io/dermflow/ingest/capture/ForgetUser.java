package io.dermflow.ingest.capture;

import io.dermflow.events.ImageRef;
import io.dermflow.events.Reason;
import io.dermflow.events.UserId;
import io.dermflow.ingest.account.AccountErased;
import io.dermflow.ingest.progress.ProposeEnd;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Forgets all captures of an erased account, in the transaction of the erasure: open jobs are
/// canceled, the rows go. The objects go after its commit.
@Service
class ForgetUser {

    private static final Reason ERASED = new Reason("erased", "The account was erased.");

    private final Captures captures;
    private final ProposeEnd proposeEnd;
    private final CaptureImages images;
    private final JdbcClient database;

    ForgetUser(
            Captures captures, ProposeEnd proposeEnd, CaptureImages images, JdbcClient database) {
        this.captures = captures;
        this.proposeEnd = proposeEnd;
        this.images = images;
        this.database = database;
    }

    @EventListener
    void on(AccountErased erased) {
        UserId user = erased.userId();
        List<CaptureRow> all = captures.lockAll(user);
        all.stream()
                .filter(capture -> !capture.state().ended())
                .forEach(capture -> proposeEnd.canceled(capture.taskId(), ERASED));
        delete("delete from captures where user_id = :user", user);
        delete("delete from idempotency_keys where user_id = :user", user);
        discardAfterCommit(
                user, all.stream().flatMap(capture -> capture.images().stream()).toList());
    }

    private void delete(String sql, UserId user) {
        database.sql(sql).param("user", user.value()).update();
    }

    private void discardAfterCommit(UserId user, List<ImageRef> stored) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        images.discard(user, stored);
                    }
                });
    }
}
