package io.dermflow.llm.profile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where a person's results are.
///
/// @param ingest lists the captures
/// @param report has the results
/// @param patience longest silence of either
/// @param lookBack captures looked at, newest first, until everything is known
/// @param fresh how long an answer is kept
/// @param remembered people in memory
@Validated
@ConfigurationProperties(prefix = "dermflow.profile", ignoreUnknownFields = false)
record ProfileProperties(
        @DefaultValue("http://127.0.0.1:8001") URI ingest,
        @DefaultValue("http://127.0.0.1:8004") URI report,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("5") @Min(1) @Max(20) int lookBack,
        @DefaultValue("60s") Duration fresh,
        @DefaultValue("1000") @Min(1) int remembered) {}
