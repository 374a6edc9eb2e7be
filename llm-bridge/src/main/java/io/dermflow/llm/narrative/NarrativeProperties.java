package io.dermflow.llm.narrative;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How reports are written.
///
/// @param maxPictureBytes a bigger picture is left out
@Validated
@ConfigurationProperties(prefix = "dermflow.narrative", ignoreUnknownFields = false)
public record NarrativeProperties(
        @DefaultValue("1500000") @Min(10_000) @Max(10_000_000) int maxPictureBytes) {}
