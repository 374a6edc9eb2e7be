package io.dermflow.ingest.capture;

import io.dermflow.events.UserId;
import io.dermflow.kit.problem.ApiProblem;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How many captures a user has under way. Asked before the body is read, so uploads under way at
/// the same time may overshoot the limit by their number.
@Component
class OpenCaptures {

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final JdbcClient database;
    private final int max;

    OpenCaptures(JdbcClient database, CaptureProperties properties) {
        this.database = database;
        this.max = properties.maxOpen();
    }

    /// @throws ApiProblem 429 if the user has as many as may be
    void mustHaveRoom(UserId user) {
        int open =
                database.sql(
                                """
                                select count(*) from captures
                                where user_id = :user and ended_at is null
                                """)
                        .param("user", user.value())
                        .query(Integer.class)
                        .single();
        if (open >= max) {
            throw new ApiProblem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too_many_open",
                            "Wait until some of your captures have ended.")
                    .with("open", open)
                    .retryAfter(RETRY);
        }
    }
}
