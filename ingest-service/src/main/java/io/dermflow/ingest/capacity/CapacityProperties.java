package io.dermflow.ingest.capacity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How capacity is planned.
///
/// @param targetP90 within which nine captures in ten shall have their result
///   (`CAPACITY_TARGET_P90`); the scaler's metric and the default of the door
/// @param round pause between two measurements of the load
/// @param alive silence after which a worker counts as gone
/// @param arrivals the time over which accepted captures are counted
@Validated
@ConfigurationProperties(prefix = "dermflow.capacity", ignoreUnknownFields = false)
public record CapacityProperties(
        @DefaultValue("30s") Duration targetP90,
        @DefaultValue("2s") Duration round,
        @DefaultValue("15s") Duration alive,
        @DefaultValue("5m") Duration arrivals) {

    public CapacityProperties {
        if (!targetP90.isPositive()
                || !round.isPositive()
                || !alive.isPositive()
                || !arrivals.isPositive()) {
            throw new IllegalArgumentException("dermflow.capacity: times must be positive");
        }
    }
}
