package io.dermflow.llm.agent;

import io.dermflow.events.UserId;
import io.dermflow.kit.problem.ApiProblem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// A bounded number of answers under way, and of those a bounded number for one user; refuses at
/// once when no place is free. Thread-safe.
@Component
class AnswerPlaces {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Semaphore free;
    private final int perUser;
    private final Map<UserId, Integer> taken = new ConcurrentHashMap<>();

    AnswerPlaces(AgentProperties properties) {
        this.free = new Semaphore(properties.streams());
        this.perUser = properties.streamsPerUser();
    }

    /// Takes a place until it is closed.
    ///
    /// @throws ApiProblem `429 too_many_answers` when this user has too many, `503 busy` when
    ///   everybody together has
    Place take(UserId user) {
        if (taken.merge(user, 1, Integer::sum) > perUser) {
            giveBack(user);
            throw new ApiProblem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too_many_answers",
                            "You have too many answers under way at once.")
                    .retryAfter(SOON);
        }
        if (!free.tryAcquire()) {
            giveBack(user);
            throw ApiProblem.unavailable("busy", "Too much is going on; try again soon.", SOON);
        }
        return () -> {
            free.release();
            giveBack(user);
        };
    }

    private void giveBack(UserId user) {
        taken.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1);
    }

    /// A taken place.
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
