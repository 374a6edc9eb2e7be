package io.dermflow.ingest.reconcile;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How open jobs are looked after. Lease and tries are in `dermflow.job`.
///
/// @param round pause between two looks
/// @param postponement how far the lease of a job that only waits in the queue moves on
/// @param reportUrl report-service, which knows what has ended
@Validated
@ConfigurationProperties(prefix = "dermflow.reconcile", ignoreUnknownFields = false)
public record ReconcileProperties(
        @DefaultValue("1s") Duration round,
        @DefaultValue("2s") Duration postponement,
        @DefaultValue("http://127.0.0.1:8004") URI reportUrl) {

    public ReconcileProperties {
        if (!round.isPositive() || !postponement.isPositive()) {
            throw new IllegalArgumentException(
                    "dermflow.reconcile: round and postponement must be positive");
        }
    }
}
