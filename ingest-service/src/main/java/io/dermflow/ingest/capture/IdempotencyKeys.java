package io.dermflow.ingest.capture;

import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.ingest.upload.UploadProperties;
import io.dermflow.kit.problem.ApiProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Repeats of one request by the same user, recognised for a day. A reservation whose holder has
/// had longer than an upload may take is taken over: the holder died.
@Component
class IdempotencyKeys {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Duration STORING = Duration.ofSeconds(30);
    private static final int RACES = 3;

    private final JdbcClient database;
    private final Duration uploadLimit;
    private final Duration kept;

    IdempotencyKeys(JdbcClient database, UploadProperties upload, CaptureProperties capture) {
        this.database = database;
        this.uploadLimit = upload.deadline().plus(STORING);
        this.kept = capture.idempotencyKept();
    }

    /// Reserves the key for the task, or says what it led to.
    ///
    /// @param header the `Idempotency-Key`, if there is one
    /// @throws ApiProblem 400 for an unusable key, 409 while the first request is being received
    Reservation reserve(UserId user, @Nullable String header, TaskId task) {
        if (header == null) {
            return new Reservation.None();
        }
        if (!FORM.matcher(header).matches()) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "invalid_idempotency_key",
                    "An Idempotency-Key has 1 to 255 visible ASCII characters.");
        }
        for (int race = 0; race < RACES; race++) {
            if (take(user, header, task)) {
                return new Reservation.Held(header);
            }
            var present = present(user, header);
            if (present.isPresent()) {
                return present.get();
            }
        }
        throw inProgress();
    }

    /// Ties the key to its capture, in the caller's transaction.
    ///
    /// @throws ApiProblem 409 if somebody took the key over meanwhile
    @Transactional(propagation = Propagation.MANDATORY)
    public void finish(UserId user, String key, TaskId task, Fingerprint fingerprint) {
        int finished =
                database.sql(
                                """
                                update idempotency_keys set fingerprint = :fingerprint
                                where user_id = :user and key = :key and holder = :task
                                    and fingerprint is null
                                """)
                        .param("fingerprint", fingerprint.hex())
                        .param("user", user.value())
                        .param("key", key)
                        .param("task", task.value())
                        .update();
        if (finished == 0) {
            throw inProgress();
        }
    }

    /// Gives up a reservation whose request came to nothing.
    void release(UserId user, String key, TaskId task) {
        database.sql(
                        """
                        delete from idempotency_keys where user_id = :user and key = :key
                            and holder = :task and fingerprint is null
                        """)
                .param("user", user.value())
                .param("key", key)
                .param("task", task.value())
                .update();
    }

    private boolean take(UserId user, String key, TaskId task) {
        return database.sql(
                                """
                                insert into idempotency_keys as k (user_id, key, holder, created_at)
                                values (:user, :key, :task, now())
                                on conflict (user_id, key) do update
                                    set holder = excluded.holder, created_at = now(),
                                        fingerprint = null
                                    where k.created_at < now() - make_interval(secs =>
                                        case when k.fingerprint is null
                                            then :uploadLimit else :kept end)
                                """)
                        .param("user", user.value())
                        .param("key", key)
                        .param("task", task.value())
                        .param("uploadLimit", (double) uploadLimit.toSeconds())
                        .param("kept", (double) kept.toSeconds())
                        .update()
                > 0;
    }

    /// Empty when the reservation went away in between.
    private Optional<Reservation> present(UserId user, String key) {
        return database.sql(
                        """
                        select holder, coalesce(fingerprint, '') as fingerprint
                        from idempotency_keys where user_id = :user and key = :key
                        """)
                .param("user", user.value())
                .param("key", key)
                .query((row, _) -> {
                    String fingerprint = row.getString("fingerprint");
                    if (fingerprint.isEmpty()) {
                        throw inProgress();
                    }
                    return (Reservation)
                            new Reservation.Finished(
                                    TaskId.of(row.getString("holder")),
                                    new Fingerprint(fingerprint));
                })
                .optional();
    }

    private static ApiProblem inProgress() {
        return new ApiProblem(
                        HttpStatus.CONFLICT,
                        "idempotency_in_progress",
                        "The first request with this key is still being received.")
                .retryAfter(Duration.ofSeconds(2));
    }
}
