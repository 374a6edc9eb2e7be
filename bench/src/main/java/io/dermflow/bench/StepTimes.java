package io.dermflow.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// How long each step took, as the worker says it in the results.
final class StepTimes {

    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    synchronized void add(JsonNode result) {
        for (JsonNode timing : result.path("timings")) {
            millis.computeIfAbsent(timing.path("step").asString(), _ -> new ArrayList<>())
                    .add(timing.path("ms").asDouble());
        }
    }

    /// Rows for photos and for other analyses.
    static Table table() {
        return new Table("Steps of the worker, 1 in flight", "capture", "step", "p50 ms", "p95 ms");
    }

    synchronized void rows(String capture, Table table) {
        millis.forEach((step, all) -> {
            var times = Quantiles.of(all.stream().mapToDouble(Double::doubleValue).toArray());
            table.row(capture, step, times.p50(), times.p95());
        });
    }
}
