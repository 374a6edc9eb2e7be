package io.dermflow.gateway.health;

import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
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

    /// Seed 004's own question about the vision service: 503 when it is not well.
    @GetMapping("/api/v1/ml/health")
    ResponseEntity<HealthReport.Data> vision() {
        HealthReport.Data vision =
                Objects.requireNonNull(suite.report(false).services().get("face_analysis")).data();
        HttpStatus status =
                vision.status().equals("healthy") ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(vision);
    }
}
