package io.dermflow.ingest.account;

import io.dermflow.ingest.audit.AuditTrail;
import io.dermflow.kit.problem.ApiProblem;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Makes an account.
@Component
class RegisterUser {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterUser.class);

    private final Users users;
    private final PasswordPolicy policy;
    private final PasswordHashing hashing;
    private final AuditTrail audit;
    private final AccountProperties properties;
    private final TransactionOperations transaction;

    RegisterUser(
            Users users,
            PasswordPolicy policy,
            PasswordHashing hashing,
            AuditTrail audit,
            AccountProperties properties,
            TransactionOperations transaction) {
        this.users = users;
        this.policy = policy;
        this.hashing = hashing;
        this.audit = audit;
        this.properties = properties;
        this.transaction = transaction;
    }

    /// For a person who registers. The bootstrap admin becomes admin.
    ///
    /// @throws ApiProblem `400 weak_password`, `409 email_taken`, `503 busy`
    User register(Email email, Password password) {
        Set<Role> roles =
                properties.isBootstrapAdmin(email) ? Set.of(Role.ADMIN) : Set.of(Role.USER);
        return register(email, password, roles, "system");
    }

    /// With these roles, given by this actor.
    User register(Email email, Password password, Collection<Role> roles, String actor) {
        policy.check(password, email);
        // Outside the transaction: a connection must not wait for the hashing pool.
        String hash = hashing.hash(password);
        User added = transaction.execute(_ -> add(email, hash, roles, actor));
        LOG.info("user registered userId={}", added.id());
        return added;
    }

    private User add(Email email, String hash, Collection<Role> roles, String actor) {
        User user =
                users.add(email, hash, roles)
                        .orElseThrow(() ->
                                new ApiProblem(
                                        HttpStatus.CONFLICT,
                                        "email_taken",
                                        "There is an account with this e-mail address."));
        audit.record(actor, "user_registered", "user:" + user.id(), Map.of("roles", user.roles()));
        return user;
    }
}
