package io.dermflow.kit.app;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Names of this process.
///
/// @param name shown by `/health` (`APP_NAME`)
/// @param version shown by `/health` (`APP_VERSION`)
/// @param service module's short name: `gateway`, `ingest`, `vision`, `llm` or `report`
/// @param port default port, when `PORT` is not set
/// @param replica stable name of this instance (`REPLICA_NAME`): two processes with the same name
///   fence each other
/// @param debug more words in problem details and logs (`DEBUG`)
@Validated
@ConfigurationProperties(prefix = "dermflow.app", ignoreUnknownFields = false)
public record AppProperties(
        @DefaultValue("Dermflow") @NotBlank String name,
        @DefaultValue("0.1.0") @NotBlank String version,
        @NotBlank String service,
        int port,
        @NotBlank String replica,
        @DefaultValue("false") boolean debug) {

    /// The CloudEvents source of what this process publishes.
    public String eventSource() {
        return "/dermflow/" + service;
    }
}
