package io.dermflow.ingest.account;

import io.dermflow.kit.security.Caller;
import java.time.Instant;
import org.springframework.http.HttpStatus;
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
        return new Receipt(erase.erase(caller.userId()));
    }

    /// @param erasedBy the time by which the last copies in Kafka are gone
    record Receipt(Instant erasedBy) {}
}
