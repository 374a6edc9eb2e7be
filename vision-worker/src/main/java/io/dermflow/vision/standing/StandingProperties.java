package io.dermflow.vision.standing;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the worker shows what it has to offer.
///
/// @param node the machine it runs on (`NODE_NAME`); empty: its host name
/// @param accelerators GPUs of the machine where each worker is given its own
///   (`NODE_ACCELERATORS`); 0: the workers share those they see
/// @param every how often; ingest counts a worker as gone after 15 s of silence
@Validated
@ConfigurationProperties(prefix = "dermflow.standing", ignoreUnknownFields = false)
public record StandingProperties(
        @DefaultValue("") String node,
        @DefaultValue("0") @Min(0) int accelerators,
        @DefaultValue("5s") Duration every) {

    public StandingProperties {
        if (!every.isPositive()) {
            throw new IllegalArgumentException("dermflow.standing.every must be positive");
        }
    }
}
