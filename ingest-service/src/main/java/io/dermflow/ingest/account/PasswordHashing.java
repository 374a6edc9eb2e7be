package io.dermflow.ingest.account;

import io.dermflow.kit.problem.ApiProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Argon2id (16 MiB, 2 passes) on a few threads of its own, so that a storm of logins can take
/// neither all cores nor the memory from uploads. A full queue refuses at once with `503 busy`.
@Component
class PasswordHashing implements DisposableBean {

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final ThreadPoolExecutor pool;
    private final String nobodysHash;

    PasswordHashing(AccountProperties properties) {
        this.pool =
                new ThreadPoolExecutor(
                        properties.hashingThreads(),
                        properties.hashingThreads(),
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(properties.hashingQueue()),
                        Thread.ofPlatform().daemon().name("argon2-", 0).factory());
        this.nobodysHash = argon2.encode("nobody's password");
    }

    /// @throws ApiProblem `503 busy`
    String hash(Password password) {
        return inPool(() -> argon2.encode(password.value()));
    }

    /// Whether this is the password. Without a hash the answer is no after the same time, so that
    /// the time does not tell whether there is such an account.
    ///
    /// @throws ApiProblem `503 busy`
    boolean matches(Password password, Optional<String> hash) {
        boolean same = inPool(() -> argon2.matches(password.value(), hash.orElse(nobodysHash)));
        return same && hash.isPresent();
    }

    private <T> T inPool(Callable<T> work) {
        try {
            return pool.submit(work).get();
        } catch (RejectedExecutionException full) {
            throw ApiProblem.unavailable("busy", "Too many log-ins at once; try again.", RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiProblem.unavailable("busy", "The service is stopping; try again.", RETRY);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }

    @Override
    public void destroy() {
        pool.shutdown();
    }
}
