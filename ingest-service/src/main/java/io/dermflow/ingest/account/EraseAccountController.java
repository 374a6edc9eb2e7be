package io.dermflow.ingest.account;

import io.dermflow.events.UserId;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The door out.
@RestController
class EraseAccountController {

    private final EraseAccount erase;

    EraseAccountController(EraseAccount erase) {
        this.erase = erase;
    }

    @PostMapping("/api/v1/me/delete")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Receipt erase(Caller caller) {
        return new Receipt(erase.erase(caller.userId(), caller.userId()));
    }

    /// The same by the name that older clients and runbooks know; an admin may ask for others.
    ///
    /// @throws ApiProblem 403 for another's id without the role
    @DeleteMapping({"/api/v1/user/{id}/data", "/user/{id}/data"})
    @ResponseStatus(HttpStatus.ACCEPTED)
    Receipt eraseData(Caller caller, @PathVariable UUID id) {
        UserId user = new UserId(id);
        if (!user.equals(caller.userId()) && !caller.is("admin")) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN, "not_your_user_id", "The user id is not the token's.");
        }
        return new Receipt(erase.erase(user, caller.userId()));
    }

    /// @param erasedBy the time by which the last copies in Kafka are gone
    record Receipt(Instant erasedBy) {}
}
