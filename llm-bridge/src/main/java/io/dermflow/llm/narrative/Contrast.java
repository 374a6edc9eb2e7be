package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.SkinRegion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One feature that stands out in one or two places of a face. Nothing here is a score: places of
/// one picture are compared with each other, so that no reference is needed.
///
/// @param feature `redness`, …, or `dark_circles`
/// @param unit of the values
/// @param highest where it stands out, the highest first
/// @param elsewhere the highest value of the other places; empty for dark circles, which are
///   compared with the cheek of the same side
/// @param lowConfidence whether the light was not calibrated
record Contrast(
        String feature,
        String unit,
        List<Place> highest,
        Optional<Double> elsewhere,
        boolean lowConfidence) {

    /// Most places that can stand out together: the two sides of a face.
    private static final int MOST_PLACES = 2;

    /// Places that the others are, at the least.
    private static final int LEAST_OTHERS = 2;

    /// CIELAB difference that is just noticed (Mahy, Van Eycken and Oosterlinck 1994).
    private static final double JUST_NOTICED = 2.3;

    private static final String DARK_CIRCLES = "dark_circles";
    private static final String PREFIX = "regions.";
    private static final String PERCENT = "percent";

    Contrast {
        highest = List.copyOf(highest);
    }

    /// A value in one place, which has an uncertainty.
    ///
    /// @param uncertainty half of the 95 % interval
    record Place(String region, double value, double uncertainty) {

        /// Whether the difference is larger than the uncertainty of both.
        boolean above(Place other) {
            return value - other.value > Math.hypot(uncertainty, other.uncertainty);
        }
    }

    /// The id that claims name: `regions.redness`.
    String id() {
        return PREFIX + feature;
    }

    static boolean isId(String id) {
        return id.startsWith(PREFIX);
    }

    boolean inPercent() {
        return unit.equals(PERCENT);
    }

    /// Of a figure of this feature that is worth writing: the curvature of lines is a small number.
    int digits() {
        return switch (feature) {
            case "wrinkles" -> 3;
            case "texture" -> 2;
            default -> 1;
        };
    }

    /// What stands out on the face of an analysis, feature by feature; none where places differ by
    /// no more than their figures are uncertain.
    static List<Contrast> in(Analysis analysis) {
        Map<String, List<SkinRegion>> byPicture = new LinkedHashMap<>();
        analysis.regions()
                .forEach(region ->
                        byPicture
                                .computeIfAbsent(region.image(), _ -> new ArrayList<>())
                                .add(region));
        return byPicture.values().stream().findFirst().map(Contrast::of).orElse(List.of());
    }

    private static List<Contrast> of(List<SkinRegion> regions) {
        Map<String, List<Place>> places = new LinkedHashMap<>();
        Map<String, String> units = new LinkedHashMap<>();
        for (SkinRegion region : regions) {
            for (SkinRegion.Figure figure : region.figures()) {
                Double uncertainty = figure.uncertainty();
                if (uncertainty != null) {
                    units.put(figure.feature(), figure.unit());
                    places.computeIfAbsent(figure.feature(), _ -> new ArrayList<>())
                            .add(new Place(region.region(), figure.value(), uncertainty));
                }
            }
        }
        boolean low = regions.stream().anyMatch(one -> one.confidence().equals("low"));
        List<Contrast> contrasts = new ArrayList<>();
        places.forEach((feature, measured) ->
                of(feature, units.getOrDefault(feature, ""), measured, low)
                        .ifPresent(contrasts::add));
        return contrasts;
    }

    private static Optional<Contrast> of(
            String feature, String unit, List<Place> measured, boolean low) {
        List<Place> sorted =
                measured.stream()
                        .sorted(Comparator.comparingDouble(Place::value).reversed())
                        .toList();
        if (feature.equals(DARK_CIRCLES)) {
            List<Place> darker =
                    sorted.stream()
                            .filter(one -> one.value() > Math.max(JUST_NOTICED, one.uncertainty()))
                            .toList();
            return darker.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Contrast(feature, unit, darker, Optional.empty(), low));
        }
        for (int count = 1; count <= MOST_PLACES; count++) {
            if (sorted.size() - count >= LEAST_OTHERS && standOut(sorted, count)) {
                return Optional.of(
                        new Contrast(
                                feature,
                                unit,
                                sorted.subList(0, count),
                                Optional.of(sorted.get(count).value()),
                                low));
            }
        }
        return Optional.empty();
    }

    /// Whether each of the first is above each of the others.
    private static boolean standOut(List<Place> sorted, int count) {
        List<Place> others = sorted.subList(count, sorted.size());
        return sorted.subList(0, count).stream()
                .allMatch(one -> others.stream().allMatch(one::above));
    }
}
