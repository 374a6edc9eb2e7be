package io.dermflow.gateway.route;

import io.dermflow.kit.http.Addresses;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where the services are, each at one address or at several ([Addresses]), and how long their
/// answers may take.
///
/// @param mlTimeout seconds (fractions allowed) until ingest, vision and report must answer
///   (`ML_SERVICE_TIMEOUT`)
/// @param llmTimeout seconds until llm-bridge must answer (`LLM_SERVICE_TIMEOUT`)
/// @param streamIdle longest silence of an event stream; the services send a heartbeat every 10 s
/// @param maxConnections per service; an open event stream holds one
@Validated
@ConfigurationProperties(prefix = "dermflow.upstream", ignoreUnknownFields = false)
public record UpstreamProperties(
        @DefaultValue("http://127.0.0.1:8001") URI ingest,
        @DefaultValue("http://127.0.0.1:8002") URI vision,
        @DefaultValue("http://127.0.0.1:8003") URI llmBridge,
        @DefaultValue("http://127.0.0.1:8004") URI report,
        @DefaultValue("300.0") double mlTimeout,
        @DefaultValue("600.0") double llmTimeout,
        @DefaultValue("30s") Duration streamIdle,
        @DefaultValue("1000") int maxConnections) {

    /// The limit for one request: streams by silence, the rest by service.
    Duration limit(URI target) {
        if (target.getPath().endsWith("/events") || target.getPath().endsWith("/stream")) {
            return streamIdle;
        }
        boolean llm = Addresses.of(llmBridge).hold(target);
        return Duration.ofMillis(Math.round((llm ? llmTimeout : mlTimeout) * 1000));
    }
}
