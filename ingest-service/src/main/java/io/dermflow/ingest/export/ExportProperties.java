package io.dermflow.ingest.export;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where what we hold of a person is, beside our own database.
///
/// @param llmUrl llm-bridge, which has the conversations
/// @param patience longest silence of it
@Validated
@ConfigurationProperties(prefix = "dermflow.export", ignoreUnknownFields = false)
record ExportProperties(
        @DefaultValue("http://127.0.0.1:8003") URI llmUrl, @DefaultValue("5s") Duration patience) {

    ExportProperties {
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("dermflow.export.patience must be positive");
        }
    }
}
