package io.dermflow.report.outcome;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How outcomes are taken in.
///
/// @param unassignedFor how long the consumer may stay without a partition before it rejoins
/// @param putBackAge ends older than this are not announced again after the log was lost: the lag
///   that partners are allowed
/// @param putBackBatch ends put back in one round
@Validated
@ConfigurationProperties(prefix = "dermflow.report.outcome", ignoreUnknownFields = false)
record OutcomeProperties(
        @DefaultValue("10s") Duration unassignedFor,
        @DefaultValue("1h") Duration putBackAge,
        @DefaultValue("500") @Min(1) @Max(5_000) int putBackBatch) {}
