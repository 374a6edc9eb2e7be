package io.dermflow.report.access;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where ingest is.
///
/// @param patience longest silence of ingest before the answer is 503
@Validated
@ConfigurationProperties(prefix = "dermflow.report.access", ignoreUnknownFields = false)
record AccessProperties(
        @DefaultValue("http://127.0.0.1:8001") URI ingest, @DefaultValue("3s") Duration patience) {}
