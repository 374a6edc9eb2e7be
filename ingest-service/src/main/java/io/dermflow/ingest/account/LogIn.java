package io.dermflow.ingest.account;

import io.dermflow.ingest.attempt.AttemptLimits;
import io.dermflow.kit.problem.ApiProblem;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Finds out whether it is them.
@Component
class LogIn {

    private final Users users;
    private final PasswordHashing hashing;
    private final AttemptLimits limits;

    LogIn(Users users, PasswordHashing hashing, AttemptLimits limits) {
        this.users = users;
        this.hashing = hashing;
        this.limits = limits;
    }

    /// The same refusal after the same time, whether the address or the password is wrong.
    ///
    /// @throws ApiProblem `401 invalid_credentials`, `429 too_many_attempts`, `503 busy`
    User logIn(Email email, Password password) {
        limits.on(email.value());
        Optional<User> user = users.find(email);
        Optional<String> hash = user.flatMap(found -> users.passwordHash(found.id()));
        if (!hashing.matches(password, hash)) {
            throw new ApiProblem(
                    HttpStatus.UNAUTHORIZED,
                    "invalid_credentials",
                    "E-mail address or password is wrong.");
        }
        limits.succeeded(email.value());
        User found = user.orElseThrow();
        users.sawLogin(found.id());
        return found;
    }
}
