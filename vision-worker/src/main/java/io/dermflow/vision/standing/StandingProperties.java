package io.dermflow.vision.standing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the worker shows what it has to offer.
///
/// @param node the machine it runs on (`NODE_NAME`); empty: its host name
/// @param every how often; ingest counts a worker as gone after 15 s of silence
@Validated
@ConfigurationProperties(prefix = "dermflow.standing", ignoreUnknownFields = false)
public record StandingProperties(
        @DefaultValue("") String node, @DefaultValue("5s") Duration every) {

    public StandingProperties {
        if (!every.isPositive()) {
            throw new IllegalArgumentException("dermflow.standing.every must be positive");
        }
    }
}
