package io.dermflow.report.upgrade;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When template reports are asked for again.
///
/// @param llmBridge says whether the language model is there
/// @param patience longest silence of llm-bridge
/// @param every how often it is asked
/// @param batch reports asked for in one round
/// @param tries how often one report is asked for
/// @param backOff pause after the first try; doubles with each
/// @param within results older than this keep their template
@Validated
@ConfigurationProperties(prefix = "dermflow.upgrade", ignoreUnknownFields = false)
record UpgradeProperties(
        @DefaultValue("http://127.0.0.1:8003") URI llmBridge,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("1m") Duration every,
        @DefaultValue("5") @Min(1) @Max(100) int batch,
        @DefaultValue("5") @Min(0) @Max(16) int tries,
        @DefaultValue("5m") Duration backOff,
        @DefaultValue("24h") Duration within) {}
