package io.dermflow.report.artifact;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Signed links.
///
/// @param keyFile 32 random bytes in hex, made at the first start; all replicas share it
///   (`SIGNING_KEY_FILE`)
/// @param life longest life of a link; the shortest is half of it
@Validated
@ConfigurationProperties(prefix = "dermflow.report.link", ignoreUnknownFields = false)
record LinkProperties(
        @DefaultValue("./data/report/signing.key") @NotNull Path keyFile,
        @DefaultValue("2m") Duration life) {

    LinkProperties {
        if (life.toSeconds() < 2) {
            throw new IllegalArgumentException("dermflow.report.link.life must be 2 s or more");
        }
    }
}
