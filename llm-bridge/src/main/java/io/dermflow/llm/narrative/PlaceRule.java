package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.SkinFeature;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A sentence names no other part of the body than its facts do. A lesion's place is not known, so
/// a sentence about lesions names none.
final class PlaceRule {

    /// What a measure's name or a body's form speaks of.
    private static final Map<String, Set<String>> OF_BODY =
            Map.of(
                    // French has one word for stature and waist.
                    "metrics.height_cm", Set.of("waist"),
                    "metrics.shoulder_width_cm", Set.of("shoulder"),
                    "metrics.chest_circumference_cm", Set.of("chest"),
                    "metrics.waist_circumference_cm", Set.of("waist"),
                    "metrics.hip_circumference_cm", Set.of("hip"),
                    "metrics.inseam_cm", Set.of("leg"),
                    "metrics.torso_length_cm", Set.of("torso"),
                    "metrics.neck_circumference_cm", Set.of("neck"),
                    "shape", Set.of("shoulder", "chest", "waist", "hip"));

    private static final String QUALITY = "quality.";

    private final Evidence evidence;

    PlaceRule(Evidence evidence) {
        this.evidence = evidence;
    }

    boolean keeps(String text, Collection<String> ids) {
        if (ids.stream().allMatch(id -> id.startsWith(QUALITY))) {
            return true;
        }
        Set<String> allowed = new HashSet<>();
        ids.forEach(id -> allowed.addAll(places(id)));
        return allowed.containsAll(Words.known().lists("place", text));
    }

    private Set<String> places(String id) {
        SkinFeature feature = evidence.feature(id);
        if (feature == null) {
            Contrast contrast = evidence.contrast(id);
            return contrast == null ? OF_BODY.getOrDefault(id, Set.of()) : places(contrast);
        }
        Set<String> places = new HashSet<>(Set.of(feature.region().split("_")));
        if (feature.feature().equals("dark_circles")) {
            places.add("eye");
        }
        return places;
    }

    /// Only where it stands out: the other places have less, each by an amount that is not told.
    private static Set<String> places(Contrast contrast) {
        Set<String> places = new HashSet<>();
        contrast.highest().forEach(place -> places.addAll(List.of(place.region().split("_"))));
        if (contrast.elsewhere().isEmpty()) {
            places.addAll(Set.of("eye", "cheek"));
        }
        return places;
    }
}
