package io.dermflow.ingest.attempt;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Limits on the auth doors; large bursts lift them.
///
/// @param addressBurst attempts from one address at once
/// @param addressRefill time until one more is allowed
/// @param accountBurst failed attempts on one account at once
/// @param accountRefill time until one more is allowed
/// @param remembered addresses, and accounts, held in memory
@Validated
@ConfigurationProperties(prefix = "dermflow.attempts", ignoreUnknownFields = false)
public record AttemptProperties(
        @DefaultValue("60") @Min(1) int addressBurst,
        @DefaultValue("1s") Duration addressRefill,
        @DefaultValue("10") @Min(1) int accountBurst,
        @DefaultValue("30s") Duration accountRefill,
        @DefaultValue("20000") @Min(1) int remembered) {

    public AttemptProperties {
        if (!addressRefill.isPositive() || !accountRefill.isPositive()) {
            throw new IllegalArgumentException("dermflow.attempts: a refill must be positive");
        }
    }
}
