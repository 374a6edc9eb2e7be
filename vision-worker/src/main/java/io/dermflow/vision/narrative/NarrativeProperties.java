package io.dermflow.vision.narrative;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where narratives come from.
///
/// @param llmBridgeUrl base address of llm-bridge (`LLM_BRIDGE_URL`)
@Validated
@ConfigurationProperties(prefix = "dermflow.narrative", ignoreUnknownFields = false)
public record NarrativeProperties(
        @DefaultValue("http://127.0.0.1:8003") @NotNull URI llmBridgeUrl) {}
