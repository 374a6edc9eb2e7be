package io.dermflow.ingest.consent;

import io.dermflow.kit.security.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A person's own consents.
@RestController
@RequestMapping("/api/v1/me/consents")
class ConsentController {

    private final Consents consents;
    private final ChangeConsents change;

    ConsentController(Consents consents, ChangeConsents change) {
        this.consents = consents;
        this.change = change;
    }

    @GetMapping
    ConsentsView show(Caller caller) {
        return consents.view(caller.userId());
    }

    @PutMapping
    ConsentsView change(Caller caller, @RequestBody ConsentChange wanted) {
        return change.change(caller.userId(), wanted);
    }
}
