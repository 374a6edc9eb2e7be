package io.dermflow.kit.limit;

import io.dermflow.events.UserId;
import io.dermflow.kit.problem.ApiProblem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;

/// A bounded number of places, and of those a bounded number for one user; refuses at once when
/// none is free. Thread-safe.
public final class Places {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Semaphore free;
    private final int perUser;
    private final String perUserCode;
    private final Map<UserId, Integer> taken = new ConcurrentHashMap<>();

    /// @param perUserCode code of the 429 for a user who has too many
    public Places(int total, int perUser, String perUserCode) {
        this.free = new Semaphore(total);
        this.perUser = perUser;
        this.perUserCode = perUserCode;
    }

    /// Takes a place until the answer is closed.
    ///
    /// @throws ApiProblem 429 when this user has too many, 503 `busy` when everybody together has
    public Place take(UserId user) {
        if (taken.merge(user, 1, Integer::sum) > perUser) {
            giveBack(user);
            throw new ApiProblem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            perUserCode,
                            "You have too many of these open at once.")
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
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
