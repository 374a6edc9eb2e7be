package io.dermflow.ingest.sweep;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How often the house is swept. What is kept for how long stands in `dermflow.job` and
/// `dermflow.capture`.
///
/// @param round pause between two sweeps of rows and expired images
/// @param orphansEvery pause between two listings of the bucket
/// @param orphanGrace age below which an object without a row may still get one; longer than an
///   upload and its transaction can take
/// @param batch rows or images removed at once
@Validated
@ConfigurationProperties(prefix = "dermflow.sweep", ignoreUnknownFields = false)
public record SweepProperties(
        @DefaultValue("30s") Duration round,
        @DefaultValue("10m") Duration orphansEvery,
        @DefaultValue("10m") Duration orphanGrace,
        @DefaultValue("500") @Min(1) int batch) {

    public SweepProperties {
        if (!round.isPositive() || !orphansEvery.isPositive() || !orphanGrace.isPositive()) {
            throw new IllegalArgumentException("dermflow.sweep: times must be positive");
        }
    }
}
