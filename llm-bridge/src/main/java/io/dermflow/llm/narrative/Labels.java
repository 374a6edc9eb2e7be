package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.SkinFeature;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The names that facts have towards the model: findings `F1`…, places `R1`… with a feature behind
/// them (`R1.redness`), checks `Q1`…; the others keep their ids. So the ids that a schema must list
/// depend on a few counts only, and nothing of a capture stands in a schema.
final class Labels {

    private static final String FEATURES = "features.";
    private static final String QUALITY = "quality.";

    private final Map<String, String> labelToId = new LinkedHashMap<>();
    private int findings;
    private final Set<String> regions = new LinkedHashSet<>();
    private int checks;

    Labels(Evidence evidence) {
        evidence.ids().forEach(id -> labelToId.put(label(id, evidence), id));
    }

    private String label(String id, Evidence evidence) {
        if (evidence.isFinding(id)) {
            return "F" + ++findings;
        }
        if (id.startsWith(QUALITY)) {
            return "Q" + ++checks;
        }
        return id.startsWith(FEATURES)
                ? regionLabel(Objects.requireNonNull(evidence.feature(id)))
                : id;
    }

    private String regionLabel(SkinFeature feature) {
        regions.add(feature.region());
        int number = List.copyOf(regions).indexOf(feature.region()) + 1;
        return "R" + number + "." + feature.feature();
    }

    /// The real id behind a label, if there is such a fact.
    Optional<String> id(String label) {
        return Optional.ofNullable(labelToId.get(label));
    }

    Map<String, String> labelToId() {
        return labelToId;
    }

    int findings() {
        return findings;
    }

    int regions() {
        return regions.size();
    }

    int checks() {
        return checks;
    }
}
