package io.dermflow.ingest.account;

import io.dermflow.events.UserId;
import io.dermflow.ingest.audit.AuditTrail;
import io.dermflow.kit.problem.ApiProblem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Gives a user other roles. They take effect with the user's next access token, so after 15
/// minutes at the latest. The last admin stays one, two who drop each other at once included.
@Component
class ChangeRoles {

    private final Users users;
    private final AuditTrail audit;

    ChangeRoles(Users users, AuditTrail audit) {
        this.users = users;
        this.audit = audit;
    }

    /// @throws ApiProblem `404 not_found`, `409 last_admin`
    @Transactional
    public User change(String actor, UserId id, Collection<Role> roles) {
        // All admins first, then this user: one order for everybody, so that nobody deadlocks.
        List<UserId> admins = users.lockAdmins();
        if (!users.lock(id)) {
            throw ApiProblem.notFound("user");
        }
        if (!roles.contains(Role.ADMIN) && admins.equals(List.of(id))) {
            throw new ApiProblem(
                    HttpStatus.CONFLICT,
                    "last_admin",
                    "This is the last admin; make another one first.");
        }
        User before = users.find(id).orElseThrow();
        List<String> after = Role.names(roles);
        if (!before.roles().equals(after)) {
            users.setRoles(id, roles);
            audit.record(
                    actor,
                    "roles_changed",
                    "user:" + id,
                    Map.of("from", before.roles(), "to", after));
        }
        return users.find(id).orElseThrow();
    }
}
