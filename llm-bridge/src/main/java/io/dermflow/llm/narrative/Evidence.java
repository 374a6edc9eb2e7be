package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Finding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The facts a report may rest on, each under the id that claims name: `F1`… for findings,
/// `skin.ita` and the like for skin colour, `quality.<code>` for checks, `detection_limit`. The
/// same facts go to the model and to the check of what it says.
final class Evidence {

    private final Map<String, Map<String, Object>> facts = new LinkedHashMap<>();

    Evidence(Analysis analysis) {
        analysis.findings().forEach(this::add);
        var limit = analysis.detectionLimit();
        if (limit != null) {
            put("detection_limit", "min_diameter_px", Math.round(limit.minDiameterPx()));
            put("detection_limit", "min_diameter_mm", limit.minDiameterMm());
        }
        var skin = analysis.skin();
        if (skin != null) {
            put("skin.ita", "degrees", rounded(skin.ita(), 1));
            put("skin.ita", "class", skin.itaClass());
            put("skin.monk", "bucket", skin.monkBucket());
            put("skin.monk", "second", skin.monkSecond());
            put("skin.undertone", "undertone", skin.undertone());
            put("skin.confidence", "confidence", skin.confidence());
        }
        for (var check : analysis.quality().checks()) {
            String id = "quality." + check.code();
            put(id, "value", rounded(check.value(), 2));
            put(id, "limit", rounded(check.limit(), 2));
            put(id, "unit", check.unit());
            put(id, "verdict", check.verdict().wireName());
        }
    }

    Set<String> ids() {
        return facts.keySet();
    }

    /// Fact name to value, by id.
    Map<String, Map<String, Object>> facts() {
        return facts;
    }

    /// Whether the number is one of this evidence's own, within half a unit of its last digit.
    boolean supports(String id, double number, double tolerance) {
        return facts.getOrDefault(id, Map.of()).values().stream()
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .anyMatch(value -> Math.abs(value - number) <= tolerance);
    }

    private void add(Finding finding) {
        String id = finding.id();
        put(id, "label", finding.label());
        put(id, "score_percent", Math.round(finding.score() * 100));
        put(id, "area_percent", rounded(finding.areaFraction() * 100, 1));
        var size = finding.sizeMm();
        if (size != null) {
            put(id, "size_mm", rounded(size.value(), 1));
            put(id, "size_uncertainty_mm", rounded(size.uncertainty(), 1));
        }
        var abcd = finding.abcd();
        if (abcd != null) {
            put(id, "asymmetric_axes", abcd.asymmetry());
            put(id, "abrupt_border_eighths", abcd.border());
            put(id, "colour_count", abcd.colours().size());
            put(id, "colours", String.join(", ", abcd.colours()).replace('_', ' '));
        }
    }

    private void put(String id, String name, @Nullable Object value) {
        if (value != null) {
            facts.computeIfAbsent(id, _ -> new LinkedHashMap<>()).put(name, value);
        }
    }

    static double rounded(double value, int digits) {
        double power = Math.pow(10, digits);
        return Math.round(value * power) / power;
    }
}
