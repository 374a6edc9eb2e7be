package io.dermflow.llm.session;

import io.dermflow.kit.http.DependencyUnavailable;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// The one way to the database: transactions, after the schema was brought up to date once.
///
/// The schema is made at the first use, so that the bridge starts and writes reports while the
/// database is away. A database that was away is not asked again for a moment, because every
/// question would wait for it. Thread-safe.
@Component
class SessionDatabase {

    private static final long LEFT_ALONE = Duration.ofSeconds(2).toNanos();

    private final Flyway flyway;
    private final TransactionTemplate transactions;
    private final ReentrantLock migrating = new ReentrantLock();

    /// Set once, under the lock; a reader that sees the old value only waits for the lock.
    private volatile boolean migrated;

    /// When it was last away, by [System#nanoTime]; whoever finds out writes it.
    private volatile long awaySince = System.nanoTime() - LEFT_ALONE;

    SessionDatabase(Flyway flyway, TransactionTemplate transactions) {
        this.flyway = flyway;
        this.transactions = transactions;
    }

    /// Does the work in one transaction.
    ///
    /// @throws DependencyUnavailable if the database is away; nothing was stored, or the fate of
    ///   the commit is unknown
    <T> T transaction(Supplier<T> work) {
        if (System.nanoTime() - awaySince < LEFT_ALONE) {
            throw new DependencyUnavailable("database", "was away a moment ago", null);
        }
        try {
            migrate();
            return java.util.Objects.requireNonNull(transactions.execute(_ -> work.get()));
        } catch (FlywayException
                | TransactionException
                | TransientDataAccessException
                | RecoverableDataAccessException
                | NonTransientDataAccessResourceException e) {
            awaySince = System.nanoTime();
            throw new DependencyUnavailable("database", e.getClass().getSimpleName(), e);
        }
    }

    private void migrate() {
        if (migrated) {
            return;
        }
        migrating.lock();
        try {
            if (!migrated) {
                flyway.migrate();
                migrated = true;
            }
        } finally {
            migrating.unlock();
        }
    }
}
