package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisStep;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How pictures are worked on.
///
/// @param workingLongSide pictures are reduced to no less than this and less than twice this,
///   pixels; over every model's input and over the 512 that the quality gate needs
/// @param haltOnSha256 a switch for tests, off when empty: the process halts when a job holds the
///   image with this digest, as a picture would that kills a native decoder (`HALT_ON_SHA256`)
/// @param steps switches steps for every job that does not say otherwise, for instance
///   `denoise,-features` (`VISION_STEPS`); see [AnalysisStep]
@Validated
@ConfigurationProperties(prefix = "dermflow.vision", ignoreUnknownFields = false)
public record PipelineProperties(
        @DefaultValue("640") @Min(512) int workingLongSide,
        @DefaultValue("") @Pattern(regexp = "|[0-9a-f]{64}") String haltOnSha256,
        @DefaultValue("") String steps) {

    /// @throws IllegalArgumentException for a word that is no step
    public PipelineProperties {
        AnalysisStep.switches(steps);
    }
}
