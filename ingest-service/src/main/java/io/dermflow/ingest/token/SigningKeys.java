package io.dermflow.ingest.token;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.dermflow.ingest.token.KeyFolder.KeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The keys of access tokens: the newest that has settled signs, all verify. Thread-safe. A folder
/// that becomes unreadable while we run changes nothing; at start it stops the start.
@Component
public class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private final KeyFolder folder;
    private final IssuingProperties properties;
    private final Clock clock;
    private volatile List<KeyFile> keys;

    SigningKeys(IssuingProperties properties, Clock clock) {
        this.folder = new KeyFolder(properties.keysDir());
        this.properties = properties;
        this.clock = clock;
        try {
            folder.ensureOne(clock.instant());
            this.keys = folder.read();
        } catch (IOException e) {
            throw new UncheckedIOException("no token keys in " + properties.keysDir(), e);
        }
    }

    /// The key that signs now.
    ECKey signing() {
        Instant settled = clock.instant().minus(properties.keySettle());
        List<KeyFile> present = keys;
        return present.reversed().stream()
                .filter(file -> !file.since().isAfter(settled))
                .findFirst()
                .orElseGet(present::getFirst)
                .key();
    }

    /// The public parts of all keys.
    public JWKSet published() {
        return new JWKSet(keys.stream().map(file -> (JWK) file.key()).toList()).toPublicJWKSet();
    }

    @Scheduled(fixedDelayString = "${dermflow.issuing.key-reread}")
    void reread() {
        try {
            List<KeyFile> found = folder.read();
            if (found.isEmpty()) {
                LOG.error("no token keys any more, the known ones stay");
            } else {
                keys = found;
            }
        } catch (IOException | IllegalStateException e) {
            LOG.error("token keys not read, the known ones stay error={}", e.toString());
        }
    }
}
