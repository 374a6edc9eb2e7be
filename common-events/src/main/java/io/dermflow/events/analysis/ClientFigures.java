package io.dermflow.events.analysis;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a client says it measured on the device. Nothing of it was seen or checked here but its
/// form and its range.
///
/// @param metrics body measures in centimetres by name, for instance `waist_circumference_cm`;
///   sorted, at least one
public record ClientFigures(Map<String, Double> metrics, Meta meta) {

    public ClientFigures {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /// How the client came by its figures, in its own words. Whatever it left out is null.
    ///
    /// @param source `web` or `mobile`
    /// @param modelVersions the client's models, name to version; sorted
    /// @param overallConfidence 0..1
    public record Meta(
            @Nullable String source,
            @Nullable Instant capturedAt,
            @Nullable String device,
            @Nullable String appVersion,
            Map<String, String> modelVersions,
            @Nullable Boolean lightingOk,
            @Nullable Boolean cardDetected,
            @Nullable Double overallConfidence) {

        public Meta {
            modelVersions = Collections.unmodifiableMap(new TreeMap<>(modelVersions));
        }
    }
}
