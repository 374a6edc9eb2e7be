package io.dermflow.ingest.account;

import io.dermflow.events.UserId;
import io.dermflow.ingest.attempt.AttemptLimits;
import io.dermflow.ingest.audit.AuditTrail;
import io.dermflow.ingest.token.Sessions;
import io.dermflow.kit.problem.ApiProblem;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Replaces a password and ends every session of its user: whoever knew the old one is out when
/// their access token expires.
@Component
class ChangePassword {

    private final Users users;
    private final PasswordPolicy policy;
    private final PasswordHashing hashing;
    private final Sessions sessions;
    private final AuditTrail audit;
    private final AttemptLimits limits;
    private final TransactionOperations transaction;

    ChangePassword(
            Users users,
            PasswordPolicy policy,
            PasswordHashing hashing,
            Sessions sessions,
            AuditTrail audit,
            AttemptLimits limits,
            TransactionOperations transaction) {
        this.users = users;
        this.policy = policy;
        this.hashing = hashing;
        this.sessions = sessions;
        this.audit = audit;
        this.limits = limits;
        this.transaction = transaction;
    }

    /// @throws ApiProblem `401 invalid_credentials` if the current one is wrong, `400
    ///   weak_password`, `429 too_many_attempts`, `503 busy`
    User change(User user, Password current, Password fresh) {
        limits.on(user.email());
        if (!hashing.matches(current, users.passwordHash(user.id()))) {
            throw new ApiProblem(
                    HttpStatus.UNAUTHORIZED,
                    "invalid_credentials",
                    "The current password is wrong.");
        }
        limits.succeeded(user.email());
        policy.check(fresh, Email.of(user.email()));
        String hash = hashing.hash(fresh);
        transaction.executeWithoutResult(_ -> store(user.id(), hash));
        return user;
    }

    private void store(UserId user, String hash) {
        users.setPasswordHash(user, hash);
        sessions.endAll(user);
        audit.record(user.toString(), "password_changed", "user:" + user, Map.of());
    }
}
