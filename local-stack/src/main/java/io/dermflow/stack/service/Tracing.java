package io.dermflow.stack.service;

import io.dermflow.stack.part.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The OpenTelemetry agent in a service's JVM, attached when an address for spans is set. It costs
/// seconds of each start, so else it is left out.
///
/// @param agent its jar
/// @param settings what it is told besides its own variables
public record Tracing(Path agent, Path settings) {

    /// OpenTelemetry's own name; the launcher's own environment counts too.
    public static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// @param variables of the service, which go before the launcher's own
    List<String> jvmOptions(Part service, Map<String, String> variables) {
        String endpoint = variables.getOrDefault(ENDPOINT, inherited());
        if (endpoint.isBlank()) {
            return List.of();
        }
        return List.of(
                "-javaagent:" + agent,
                "-Dotel.javaagent.configuration-file=" + settings,
                "-Dotel.service.name=" + service.module());
    }

    private static String inherited() {
        @Nullable String endpoint = System.getenv(ENDPOINT);
        return endpoint == null ? "" : endpoint;
    }
}
