package io.dermflow.ingest.token;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How tokens are made.
///
/// @param keysDir folder of EC P-256 key files (`TOKEN_KEYS_DIR`), shared by all replicas
/// @param clientsDir folder with one secret file per service client (`SERVICE_CLIENTS_DIR`)
/// @param accessLife of a user's access token
/// @param serviceLife of a service's token
/// @param refreshLife of a refresh token; each use gives a new one
/// @param keySettle age at which a new key begins to sign; until then it only verifies, so that
///   whoever caches the key set has it first
/// @param keyReread how often the folder is looked at
/// @param sweep how often expired refresh tokens are removed
@Validated
@ConfigurationProperties(prefix = "dermflow.issuing", ignoreUnknownFields = false)
public record IssuingProperties(
        @DefaultValue("data/keys/tokens") Path keysDir,
        @DefaultValue("data/keys/clients") Path clientsDir,
        @DefaultValue("15m") Duration accessLife,
        @DefaultValue("5m") Duration serviceLife,
        @DefaultValue("30d") Duration refreshLife,
        @DefaultValue("2m") Duration keySettle,
        @DefaultValue("30s") Duration keyReread,
        @DefaultValue("10m") Duration sweep) {

    public IssuingProperties {
        if (!accessLife.isPositive() || !serviceLife.isPositive()) {
            throw new IllegalArgumentException("dermflow.issuing: a token's life must be positive");
        }
        if (refreshLife.compareTo(accessLife) <= 0) {
            throw new IllegalArgumentException(
                    "dermflow.issuing: refresh-life must be longer than access-life");
        }
    }
}
