package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.Finding.ClassProbability;
import java.util.ArrayList;
import java.util.List;

/// What a result concludes of a finding by its classes.
///
/// @param kind as [Finding.Conclusion] has it
/// @param classNames whose probabilities together say so
/// @param artifact its heat map's name
record Concluded(String kind, List<String> classNames, String artifact) {

    /// @param finding classified
    /// @return the first class first
    static List<Concluded> of(Finding finding) {
        List<Concluded> all = new ArrayList<>();
        for (ClassProbability one : finding.classes()) {
            if (all.isEmpty() || one.probability() >= Finding.NOTABLE_SHARE) {
                String rank = all.isEmpty() ? "" : "-" + (all.size() + 1);
                all.add(new Concluded("class", List.of(one.name()), name(finding, rank)));
            }
        }
        if (finding.likeMalignant()) {
            List<String> malignant =
                    finding.classes().stream()
                            .filter(ClassProbability::malignant)
                            .map(ClassProbability::name)
                            .toList();
            all.add(new Concluded("malignant", malignant, name(finding, "-malignant")));
        }
        return all;
    }

    private static String name(Finding finding, String which) {
        return "heatmap-" + finding.id() + which + ".png";
    }
}
