package io.dermflow.vision.memory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When memory is short.
///
/// @param pauseAbove used per cent above which no jobs are taken (`MEMORY_PAUSE_PERCENT`); 100
///   turns pausing off
/// @param resumeBelow used per cent below which they are taken again
@Validated
@ConfigurationProperties(prefix = "dermflow.memory", ignoreUnknownFields = false)
public record MemoryProperties(
        @DefaultValue("92") @Min(1) @Max(100) int pauseAbove,
        @DefaultValue("88") @Min(0) @Max(100) int resumeBelow) {

    public MemoryProperties {
        if (resumeBelow >= pauseAbove) {
            throw new IllegalArgumentException(
                    "dermflow.memory: resume-below must be less than pause-above");
        }
    }
}
