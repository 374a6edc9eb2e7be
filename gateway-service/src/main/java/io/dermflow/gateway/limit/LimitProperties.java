package io.dermflow.gateway.limit;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// What the door lets through.
///
/// @param maxBody of everything but uploads (`MAX_REQUEST_BODY_BYTES`)
/// @param maxUpload of one upload request, all parts together
/// @param capturesPerSecond uploads per user, refilled evenly
/// @param capturesBurst uploads per user at once
/// @param readsPerSecond other requests per user
/// @param anonymousPerSecond requests without a token, per address
/// @param maxBuckets how many users and addresses are remembered; the longest idle are forgotten
@Validated
@ConfigurationProperties(prefix = "dermflow.limit", ignoreUnknownFields = false)
public record LimitProperties(
        @DefaultValue("10485760") DataSize maxBody,
        @DefaultValue("64MB") DataSize maxUpload,
        @DefaultValue("20") @Min(1) int capturesPerSecond,
        @DefaultValue("60") @Min(1) int capturesBurst,
        @DefaultValue("120") @Min(1) int readsPerSecond,
        @DefaultValue("50") @Min(1) int anonymousPerSecond,
        @DefaultValue("100000") @Min(1) int maxBuckets) {}
