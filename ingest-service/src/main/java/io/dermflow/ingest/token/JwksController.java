package io.dermflow.ingest.token;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The public keys, for every service that checks tokens.
@RestController
class JwksController {

    /// Shorter than the old key's life after a change, longer than a burst of starts.
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final SigningKeys keys;

    JwksController(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
                .body(keys.published().toJSONObject());
    }
}
