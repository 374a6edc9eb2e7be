package io.dermflow.gateway.health;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /health`: open to everyone, states only; an admin also sees addresses and errors.
@RestController
class HealthController {

    private final SuiteHealth suite;

    HealthController(SuiteHealth suite) {
        this.suite = suite;
    }

    @GetMapping("/health")
    ResponseEntity<HealthReport> health(@org.jspecify.annotations.Nullable Authentication caller) {
        boolean admin =
                caller != null
                        && caller.getAuthorities().stream()
                                .anyMatch(role -> "ROLE_admin".equals(role.getAuthority()));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(suite.report(admin));
    }
}
