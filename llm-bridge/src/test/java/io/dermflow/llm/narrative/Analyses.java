package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.DetectionLimit;
import io.dermflow.events.analysis.Face;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.KnownLimit;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.analysis.SkinRegion;
import io.dermflow.events.analysis.SkinTone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Analyses as the vision stage makes them.
final class Analyses {

    private static final SkinTone TONE =
            new SkinTone(
                    32.5,
                    "intermediate",
                    new SkinTone.Lab(62, 12, 19),
                    5,
                    4,
                    "warm",
                    List.of(new SkinTone.Swatch("#8B4B2F", "Sienna", "warm and deep")),
                    false,
                    "low",
                    50_000);

    private Analyses() {}

    static Analysis withOneLesion() {
        return skin(List.of(lesion("F1", 1, List.of("light_brown"), List.of())));
    }

    static Analysis withAnUnevenLesion() {
        return skin(
                List.of(lesion("F1", 2, List.of("light_brown", "dark_brown", "black"), List.of())));
    }

    static Analysis withALesionLikeAMole() {
        return skin(
                List.of(
                        lesion(
                                "F1",
                                1,
                                List.of("light_brown"),
                                List.of(
                                        new Finding.ClassProbability("D22", "naevus", "mole", 0.81),
                                        new Finding.ClassProbability(
                                                "C43", "melanoma", "melanoma", 0.04)))));
    }

    /// A class and a colour with the names that they ship with.
    static Analysis withNamedClassAndColour() {
        var mole = new Finding.ClassProbability("D22.9", "NEV", "mole (melanocytic nevus)", 0.81);
        return skin(List.of(lesion("F1", 1, List.of("light_brown"), List.of(mole)))).toBuilder()
                .skin(
                        new SkinTone(
                                TONE.ita(),
                                TONE.itaClass(),
                                TONE.lab(),
                                TONE.monkBucket(),
                                TONE.monkSecond(),
                                "neutral",
                                List.of(new SkinTone.Swatch("#a0707a", "dusty rose", "muted")),
                                false,
                                "low",
                                50_000))
                .build();
    }

    /// The same lesion, classified by a network whose manifest entry warns of it.
    static Analysis withALesionThatAWeakClassifierCallsAMole() {
        Analysis believed = withALesionLikeAMole();
        return believed.withFindings(
                believed.findings(), List.of(KnownLimit.WEAK_CLASSIFIER.because("A small net.")));
    }

    /// A lesion whose classes count in the person's age and three of their answers.
    static Analysis withALesionThatThePersonTellsOf() {
        return withALesionThatCounts(List.of("age", "itches", "grew", "bleeds"));
    }

    /// @param answers by their names
    static Analysis withALesionThatCounts(List<String> answers) {
        Analysis silent = withALesionLikeAMole();
        Finding lesion = silent.findings().getFirst();
        return silent.withFindings(
                List.of(lesion.classified(lesion.classes(), 0.4, answers)), List.of());
    }

    /// What they told.
    static Said told() {
        return new Said(Map.of("itches", true, "grew", false, "bleeds", true));
    }

    static Analysis withManyLesions(int count) {
        List<Finding> lesions = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lesions.add(lesion("F" + i, 1, List.of("red"), List.of()));
        }
        return skin(lesions);
    }

    static Analysis withNothingFound() {
        return skin(List.of());
    }

    static Analysis withFeatures() {
        return Analysis.builder(quality(Quality.Verdict.PASS))
                .skin(TONE)
                .features(
                        List.of(
                                feature("forehead", "redness", 21, "normal"),
                                feature("forehead", "oiliness", 71.4, "normal"),
                                feature("left_cheek", "redness", 74.6, "normal"),
                                feature("left_cheek", "pores", 44, "low"),
                                feature("left_under_eye", "dark_circles", 52, "normal")))
                .build();
    }

    static Analysis withAFace() {
        return Analysis.builder(quality(Quality.Verdict.PASS))
                .skin(TONE)
                .features(List.of(feature("chin", "spots", 38, "normal")))
                .face(
                        new Face(
                                "portrait",
                                "Heart",
                                0.894,
                                Map.of("Heart", 0.894, "Oval", 0.084, "Round", 0.022),
                                "Dark Winter",
                                Map.of(
                                        "DARK WINTER",
                                        0.61,
                                        "DARK AUTUMN",
                                        0.31,
                                        "COOL WINTER",
                                        0.08),
                                List.of(),
                                "low"))
                .build();
    }

    /// A face whose left cheek is redder than the rest and whose skin is darker below the right
    /// eye; pores and oiliness differ by less than they are uncertain.
    static Analysis withAFaceRegionByRegion() {
        return withAFace().toBuilder()
                .features(
                        List.of(
                                feature("forehead", "redness", 21, "low"),
                                feature("left_cheek", "redness", 74.6, "low"),
                                feature("nose", "redness", 30, "low")))
                .regions(
                        List.of(
                                region(
                                        "forehead",
                                        figure("redness", 12.31, 1.04),
                                        figure("spots", 6.2, 0.9),
                                        figure("wrinkles", 0.0912, 0.0113),
                                        figure("pores", 4.1, 1.2)),
                                region(
                                        "left_cheek",
                                        figure("redness", 24.08, 1.52),
                                        figure("spots", 2.1, 0.8),
                                        figure("wrinkles", 0.0312, 0.0051),
                                        figure("pores", 4.6, 1.1)),
                                region(
                                        "right_cheek",
                                        figure("redness", 14.92, 1.21),
                                        figure("spots", 5.9, 1.1),
                                        figure("wrinkles", 0.0297, 0.0048),
                                        figure("pores", 3.9, 0.9)),
                                region(
                                        "nose",
                                        figure("redness", 16.44, 1.95),
                                        figure("pores", 5.2, 1.4)),
                                region(
                                        "left_under_eye",
                                        figure("redness", 13.2, 1.3),
                                        figure("dark_circles", 1.9, 0.7)),
                                region(
                                        "right_under_eye",
                                        figure("redness", 13.5, 1.6),
                                        figure("dark_circles", 6.13, 1.12)),
                                region("chin", figure("spots", 1.4, 0.7))))
                .build();
    }

    private static SkinRegion region(String name, SkinRegion.Figure... figures) {
        return new SkinRegion(
                "portrait", name, List.of(), List.of(), 2_000, List.of(figures), "low");
    }

    static SkinRegion.Figure figure(String feature, double value, double uncertainty) {
        String unit =
                switch (feature) {
                    case "redness" -> "erythema_index";
                    case "spots", "oiliness" -> "percent";
                    case "wrinkles" -> "curvature";
                    case "pores" -> "per_1000_px";
                    default -> "delta_l";
                };
        return new SkinRegion.Figure(
                feature, value, unit, "higher_is_more", null, null, uncertainty);
    }

    static Analysis withABody() {
        return Analysis.builder(quality(Quality.Verdict.PASS))
                .body(
                        new Body(
                                List.of(
                                        measure("height_cm", 172.4, 0.5, "input", false),
                                        measure(
                                                "shoulder_width_cm",
                                                41.2,
                                                2.1,
                                                "regression",
                                                false),
                                        measure(
                                                "chest_circumference_cm",
                                                95.6,
                                                4.2,
                                                "regression",
                                                false),
                                        measure(
                                                "waist_circumference_cm",
                                                75,
                                                5.1,
                                                "regression",
                                                false),
                                        measure(
                                                "hip_circumference_cm",
                                                99.2,
                                                4.4,
                                                "regression",
                                                false),
                                        measure("inseam_cm", 78.3, 3, "regression", false),
                                        measure(
                                                "neck_circumference_cm",
                                                36.5,
                                                6.2,
                                                "regression",
                                                true)),
                                new Body.Shape("hourglass", 0.82)))
                .build();
    }

    /// Where skin was not asked for.
    static Analysis withAFaceAlone() {
        return withAFace().toBuilder().skin(null).features(List.of()).build();
    }

    /// One of each kind, for tests that go through all.
    static Map<String, Analysis> ofEveryKind() {
        Map<String, Analysis> kinds = new LinkedHashMap<>();
        kinds.put("lesion", withALesionLikeAMole());
        kinds.put("lesion-uneven", withAnUnevenLesion());
        kinds.put("lesion-none", withNothingFound());
        kinds.put("skin-features", withFeatures());
        kinds.put("face", withAFace());
        kinds.put("face-regions", withAFaceRegionByRegion());
        kinds.put("body", withABody());
        return kinds;
    }

    private static Body.Measure measure(
            String name, double value, double uncertainty, String source, boolean low) {
        return new Body.Measure(name, value, uncertainty, low ? 0.3 : 0.8, source, low);
    }

    private static SkinFeature feature(
            String region, String feature, double score, String confidence) {
        return new SkinFeature(
                "portrait", region, feature, score, "higher_is_more", List.of(), confidence);
    }

    private static Finding lesion(
            String id,
            int asymmetry,
            List<String> colours,
            List<Finding.ClassProbability> classes) {
        return new Finding(
                id,
                "image",
                "lesion",
                0.874,
                new Finding.Box(100, 120, 80, 60),
                List.of(),
                4_000,
                0.0213,
                classes,
                null,
                new Finding.Abcd(asymmetry, 3, colours, 0.4),
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private static Quality quality(Quality.Verdict verdict) {
        return new Quality(
                "normal",
                true,
                false,
                0.9,
                List.of(new Quality.Check("image", "blur", 9.0, 12.0, "variance", verdict)),
                List.of(),
                List.of());
    }

    private static Analysis skin(List<Finding> findings) {
        return Analysis.builder(quality(Quality.Verdict.WARN))
                .findings(findings)
                .detectionLimit(new DetectionLimit(24, null, 0.3))
                .skin(TONE)
                .build();
    }
}
