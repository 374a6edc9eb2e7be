package io.dermflow.vision.checkpoint;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When the vision stage keeps what it has found.
///
/// @param on whether it does at all (`VISION_CHECKPOINTS`)
/// @param after how long steps must have taken whose results are not kept yet; 0: after every step
///   (`VISION_CHECKPOINT_AFTER`)
@Validated
@ConfigurationProperties(prefix = "dermflow.checkpoint", ignoreUnknownFields = false)
public record CheckpointProperties(
        @DefaultValue("true") boolean on, @DefaultValue("2s") Duration after) {

    public CheckpointProperties {
        if (after.isNegative()) {
            throw new IllegalArgumentException("dermflow.checkpoint.after must not be below 0");
        }
    }
}
