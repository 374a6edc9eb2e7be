package io.dermflow.report.result;

import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who and what was erased. A mark stops outcomes under way; a tombstone is what remains of a
/// result: that the task ended, and which record announces it, so that there is still exactly one
/// event. Both go after the retention. Every method but [#sweep] belongs inside a transaction of
/// the caller's.
@Repository
public class Tombstones {

    /// Names the one advisory lock between erasures (alone) and outcomes (any number together): an
    /// outcome that has looked for marks is stored before the next mark is set, so the erasure
    /// finds its row.
    private static final long ERASURE_LOCK = 0x6465726d_65726173L;

    private final JdbcClient database;

    Tombstones(JdbcClient database) {
        this.database = database;
    }

    /// No mark is set until the transaction ends.
    public void keepErasuresOut() {
        database.sql("select pg_advisory_xact_lock_shared(?)").param(ERASURE_LOCK).query(_ -> {});
    }

    /// The marks that concern these users; after [#keepErasuresOut].
    public Marks of(Collection<UserId> users) {
        return new Marks(
                database
                        .sql("select user_id, task_id from erasure_mark where user_id = any (?)")
                        .param(users.stream().map(UserId::value).distinct().toArray(UUID[]::new))
                        .query((row, _) -> {
                            UUID task = row.getObject("task_id", UUID.class);
                            return task == null ? row.getObject("user_id", UUID.class) : task;
                        })
                        .stream()
                        .collect(Collectors.toSet()));
    }

    /// Marks the task (or, without one, the user) and empties what is stored. Idempotent.
    ///
    /// @return how many results became tombstones
    public int erase(UserId user, @Nullable TaskId task, Instant now) {
        database.sql("select pg_advisory_xact_lock(?)").param(ERASURE_LOCK).query(_ -> {});
        UUID taskId = task == null ? null : task.value();
        database.sql(
                        """
                        insert into erasure_mark (user_id, task_id, marked_at) values (:user, :task, :now)
                        on conflict do nothing
                        """)
                .param("user", user.value())
                .param("task", taskId)
                .param("now", Timestamp.from(now))
                .update();
        database.sql(
                        """
                        update artifact set doomed = true where task_id in (select task_id from result
                            where user_id = :user and (:task::uuid is null or task_id = :task::uuid))
                        """)
                .param("user", user.value())
                .param("task", taskId)
                .update();
        return database.sql(
                        """
                        update result set state = 'canceled', reason_code = :code,
                            reason_detail = 'The capture was erased.', client_reference = null,
                            analysis = null, narrative = null, client_figures = null, language = null,
                            edits = null, latest_adjustment_id = null, review_state = 'none',
                            erased_at = :now
                        where user_id = :user and (:task::uuid is null or task_id = :task::uuid)
                            and erased_at is null
                        """)
                .param("code", End.ERASED)
                .param("now", Timestamp.from(now))
                .param("user", user.value())
                .param("task", taskId)
                .update();
    }

    /// Removes marks and tombstones that are older; tombstones whose artifacts are still in the
    /// store stay.
    ///
    /// @return how many rows went
    public int sweep(Instant olderThan) {
        Timestamp limit = Timestamp.from(olderThan);
        int marks =
                database.sql("delete from erasure_mark where marked_at < ?").param(limit).update();
        int tombstones =
                database.sql(
                                """
                                delete from result where erased_at < ? and not exists
                                    (select from artifact where artifact.task_id = result.task_id)
                                """)
                        .param(limit)
                        .update();
        return marks + tombstones;
    }
}
