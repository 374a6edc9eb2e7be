package io.dermflow.events.analysis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The eight body measures of a result document, with the range that a measure of a living person
/// can have, wide on both sides: what lies outside is a slip of unit or decimal point. It holds for
/// whoever sends measures: a client that took them, a person who corrects them, a labeler.
public enum BodyMetric {
    /// The bounds of the form part `height_cm`.
    HEIGHT("height_cm", 40, 272),
    SHOULDER_WIDTH("shoulder_width_cm", 10, 90),
    CHEST("chest_circumference_cm", 25, 250),
    WAIST("waist_circumference_cm", 20, 300),
    HIP("hip_circumference_cm", 20, 300),
    INSEAM("inseam_cm", 10, 140),
    TORSO("torso_length_cm", 10, 120),
    NECK("neck_circumference_cm", 10, 100);

    private final String wireName;
    private final double minCm;
    private final double maxCm;

    BodyMetric(String wireName, double minCm, double maxCm) {
        this.wireName = wireName;
        this.minCm = minCm;
        this.maxCm = maxCm;
    }

    public String wireName() {
        return wireName;
    }

    /// By its name, or the short one: `waist_cm` for `waist_circumference_cm`.
    public static Optional<BodyMetric> named(String name) {
        return Arrays.stream(values())
                .filter(one -> name.equals(one.wireName) || name.equals(one.shortName()))
                .findFirst();
    }

    public boolean allows(double centimetres) {
        return centimetres >= minCm && centimetres <= maxCm;
    }

    /// What to send instead, one sentence.
    public String rule() {
        return String.format(
                Locale.ROOT, "Send a number of centimetres from %.0f to %.0f.", minCm, maxCm);
    }

    private String shortName() {
        return wireName.replaceFirst("_(circumference|width|length)_cm$", "_cm");
    }

    /// From top to toe, whatever the order was.
    public static Map<String, Double> inOrder(Map<String, Double> measures) {
        Map<String, Double> ordered = new LinkedHashMap<>();
        for (BodyMetric metric : values()) {
            Double value = measures.get(metric.wireName);
            if (value != null) {
                ordered.put(metric.wireName, value);
            }
        }
        return ordered;
    }
}
