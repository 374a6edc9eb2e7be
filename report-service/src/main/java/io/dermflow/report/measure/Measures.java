package io.dermflow.report.measure;

import io.dermflow.events.EventCodec;
import io.dermflow.events.analysis.BodyMetric;
import java.util.Collections;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/// Measures in centimetres by full name, in the one form that is stored and shown: from top to toe.
public record Measures(Map<String, Double> byName) {

    public Measures {
        byName = Collections.unmodifiableMap(BodyMetric.inOrder(byName));
    }

    /// As [#json] wrote them.
    public static Measures read(String json) {
        return new Measures(EventCodec.mapper().readValue(json, new TypeReference<>() {}));
    }

    public String json() {
        return EventCodec.mapper().writeValueAsString(byName);
    }
}
