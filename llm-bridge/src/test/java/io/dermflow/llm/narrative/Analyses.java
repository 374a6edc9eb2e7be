package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.DetectionLimit;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinTone;
import java.util.List;

/// Analyses as the vision stage makes them.
final class Analyses {

    private Analyses() {}

    static Analysis withOneLesion() {
        return analysis(List.of(lesion(1, List.of("light_brown"))));
    }

    static Analysis withAnUnevenLesion() {
        return analysis(List.of(lesion(2, List.of("light_brown", "dark_brown", "black"))));
    }

    static Analysis withNothingFound() {
        return analysis(List.of());
    }

    private static Finding lesion(int asymmetry, List<String> colours) {
        return new Finding(
                "F1",
                "image",
                "lesion",
                0.874,
                new Finding.Box(100, 120, 80, 60),
                List.of(),
                4_000,
                0.0213,
                List.of(),
                null,
                new Finding.Abcd(asymmetry, 3, colours, 0.4));
    }

    private static Analysis analysis(List<Finding> findings) {
        return new Analysis(
                new Quality(
                        "normal",
                        true,
                        false,
                        0.9,
                        List.of(
                                new Quality.Check(
                                        "image",
                                        "blurred",
                                        9.0,
                                        12.0,
                                        "variance",
                                        Quality.Verdict.WARN)),
                        List.of(),
                        List.of()),
                findings,
                new DetectionLimit(24, null, 0.3),
                new SkinTone(
                        32.5,
                        "intermediate",
                        new SkinTone.Lab(62, 12, 19),
                        5,
                        4,
                        "warm",
                        List.of(),
                        false,
                        "low",
                        50_000),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
