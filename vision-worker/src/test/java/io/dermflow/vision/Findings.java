package io.dermflow.vision;

import io.dermflow.events.analysis.Finding;
import java.util.List;

/// Findings of which only the classes matter.
public final class Findings {

    private Findings() {}

    /// @param answers which of the person's answers the classes count in
    public static Finding of(
            String id, List<Finding.ClassProbability> classes, List<String> answers) {
        return new Finding(
                id,
                "image",
                "lesion",
                0.9,
                new Finding.Box(1, 1, 2, 2),
                List.of(),
                4,
                0.1,
                classes,
                null,
                null,
                null,
                null,
                answers,
                List.of(),
                List.of());
    }
}
