package io.dermflow.gateway.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The shape of seed 004's `/health`.
///
/// @param status `healthy`, or `degraded` when a service is not
record HealthReport(
        String status,
        String gateway,
        String appName,
        String version,
        Map<String, ServiceHealth> services,
        Instant timestamp) {

    /// One service.
    ///
    /// @param status `healthy` or `unhealthy`
    /// @param address for admins only
    /// @param error for admins only
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServiceHealth(
            String status, Data data, @Nullable String address, @Nullable String error) {}

    /// The seed's inner record.
    record Data(String status, Instant timestamp) {}
}
