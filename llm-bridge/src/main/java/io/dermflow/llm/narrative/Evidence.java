package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.Face;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.analysis.SkinTone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The facts a report may rest on, each under the id that claims name: `F1`… for findings,
/// `features.<region>.<feature>`, `regions.<feature>` where places of a face differ, `skin.ita` and
/// the like for skin colour, `face.shape`, `face.season`, `metrics.<name>`, `shape`,
/// `quality.<code>`, `detection_limit`. The same facts go to the model and to the check of what it
/// says. A number's unit is the end of its fact's name.
final class Evidence {

    private final Map<String, Map<String, Object>> facts = new LinkedHashMap<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final NameableClasses nameable;
    private final Said said;
    private final Map<String, SkinFeature> features = new LinkedHashMap<>();
    private final Map<String, Contrast> contrasts = new LinkedHashMap<>();

    /// What was measured alone.
    Evidence(Analysis analysis) {
        this(analysis, Said.NOTHING);
    }

    /// @param said by the person
    Evidence(Analysis analysis, Said said) {
        this.nameable = NameableClasses.of(analysis);
        this.said = said;
        analysis.findings().forEach(this::add);
        var limit = analysis.detectionLimit();
        if (limit != null) {
            put("detection_limit", "min_diameter_px", Math.round(limit.minDiameterPx()));
            put("detection_limit", "min_diameter_mm", limit.minDiameterMm());
        }
        analysis.features().forEach(this::add);
        Contrast.in(analysis).forEach(this::add);
        add(analysis.skin());
        add(analysis.face());
        add(analysis.body());
        analysis.quality().checks().forEach(this::add);
    }

    Set<String> ids() {
        return facts.keySet();
    }

    /// Fact name to value, by id.
    Map<String, Map<String, Object>> facts() {
        return facts;
    }

    boolean isFinding(String id) {
        return findings.containsKey(id);
    }

    /// The classes of the finding under this id that a text may name; none where there is no such
    /// finding.
    List<Finding.ClassProbability> nameableClasses(String id) {
        Finding finding = findings.get(id);
        return finding == null ? List.of() : nameable.in(finding);
    }

    /// What the person said of the finding under this id, yes or no by name; nothing where there is
    /// no such finding.
    Map<String, Boolean> said(String id) {
        Finding finding = findings.get(id);
        return finding == null ? Map.of() : said.of(finding);
    }

    /// The feature of the skin under this id, or null.
    @Nullable SkinFeature feature(String id) {
        return features.get(id);
    }

    /// What stands out somewhere on a face under this id, or null.
    @Nullable Contrast contrast(String id) {
        return contrasts.get(id);
    }

    private void add(Finding finding) {
        String id = finding.id();
        findings.put(id, finding);
        put(id, "label", finding.label());
        put(id, "score_percent", Rounded.percent(finding.score()));
        put(id, "area_percent", Rounded.to(finding.areaFraction() * 100, 1));
        var size = finding.sizeMm();
        if (size != null) {
            put(id, "size_mm", Rounded.to(size.value(), 1));
            put(id, "size_uncertainty_mm", Rounded.to(size.uncertainty(), 1));
        }
        addClass(id, finding);
        addSaid(id, finding);
        var abcd = finding.abcd();
        if (abcd != null) {
            put(id, "asymmetric_axes", abcd.asymmetry());
            put(id, "axes_in_all", 2);
            put(id, "abrupt_border_sections", abcd.border());
            put(id, "border_sections_in_all", 8);
            put(id, "colour_count", abcd.colours().size());
            put(id, "colours", String.join(", ", abcd.colours()).replace('_', ' '));
        }
    }

    private void addClass(String id, Finding finding) {
        nameable.in(finding).stream()
                .findFirst()
                .ifPresent(one -> {
                    put(id, "resembles", one.layName());
                    put(id, "resembles_percent", Rounded.percent(one.probability()));
                });
    }

    private void addSaid(String id, Finding finding) {
        said.of(finding).forEach((name, yes) -> put(id, "person_says_" + name, yes ? "yes" : "no"));
        if (Said.countsAge(finding)) {
            put(id, "person_gave_age", "yes");
        }
    }

    private void add(SkinFeature feature) {
        String id = feature.id();
        if (features.putIfAbsent(id, feature) == null) {
            put(id, "place", feature.region().replace('_', ' '));
            put(id, "feature", feature.feature().replace('_', ' '));
            put(id, "score", Math.round(feature.score()));
            put(id, "score_at_most", 100);
            put(id, "band", Band.of(feature).name().toLowerCase(Locale.ROOT));
            put(id, "direction", feature.direction().replace('_', ' '));
            put(id, "confidence", feature.confidence());
        }
    }

    /// With the second place's figures under names of their own, as a claim may cite either.
    private void add(Contrast contrast) {
        String id = contrast.id();
        contrasts.put(id, contrast);
        put(id, "feature", contrast.feature().replace('_', ' '));
        List<String> order = List.of("", "second_");
        for (int i = 0; i < contrast.highest().size(); i++) {
            var place = contrast.highest().get(i);
            put(id, order.get(i) + "highest_at", place.region().replace('_', ' '));
            put(id, named(order.get(i) + "value", contrast), rounded(place.value(), contrast));
            put(
                    id,
                    named(order.get(i) + "uncertainty", contrast),
                    rounded(place.uncertainty(), contrast));
        }
        contrast.elsewhere()
                .ifPresent(other ->
                        put(id, named("elsewhere_at_most", contrast), rounded(other, contrast)));
        if (contrast.elsewhere().isEmpty()) {
            put(id, "compared_with", "cheek of the same side, darker by the value in L*");
        }
        put(id, "confidence", contrast.lowConfidence() ? "low" : "normal");
    }

    private static String named(String name, Contrast contrast) {
        return contrast.inPercent() ? name + "_percent" : name;
    }

    private static double rounded(double value, Contrast contrast) {
        return Rounded.to(value, contrast.digits());
    }

    private void add(@Nullable SkinTone skin) {
        if (skin != null) {
            put("skin.ita", "angle_degrees", Rounded.to(skin.ita(), 1));
            put("skin.ita", "class", skin.itaClass().replace('_', ' '));
            put("skin.monk", "nearest", skin.monkBucket());
            put("skin.monk", "second", skin.monkSecond());
            put("skin.undertone", "undertone", skin.undertone());
            put("skin.confidence", "confidence", skin.confidence());
            if (!skin.palette().isEmpty()) {
                put(
                        "skin.palette",
                        "colours",
                        skin.palette().stream()
                                .map(SkinTone.Swatch::name)
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    private void add(@Nullable Face face) {
        if (face == null) {
            return;
        }
        put("face.shape", "nearest", face.shape());
        put("face.shape", "score_percent", Rounded.percent(face.shapeScore()));
        second("face.shape", face.shape(), face.shapeScores());
        put("face.season", "nearest", face.season());
        double season = FaceSentences.scoreOf(face.season(), face.seasonScores());
        put("face.season", "score_percent", Rounded.percent(season));
        second("face.season", face.season(), face.seasonScores());
        if (!face.features().isEmpty()) {
            put("face.features", "seen", String.join(", ", face.features()));
        }
    }

    private void second(String id, String first, Map<String, Double> scores) {
        FaceSentences.runnerUp(first, scores)
                .ifPresent(second -> {
                    put(id, "second", second.getKey());
                    put(id, "second_percent", Rounded.percent(second.getValue()));
                });
    }

    private void add(@Nullable Body body) {
        if (body == null) {
            return;
        }
        for (Body.Measure measure : body.measures()) {
            String id = "metrics." + measure.name();
            put(id, "value_cm", Rounded.to(measure.value(), 1));
            put(id, "uncertainty_cm", Rounded.to(measure.uncertainty(), 1));
            put(id, "source", measure.source());
            put(id, "low_confidence", measure.lowConfidence());
        }
        var shape = body.shape();
        if (shape != null) {
            put("shape", "form", shape.type().replace('_', ' '));
            put("shape", "confidence_percent", Rounded.percent(shape.confidence()));
        }
    }

    private void add(Quality.Check check) {
        String id = "quality." + check.code();
        if (!facts.containsKey(id) || check.verdict() != Quality.Verdict.PASS) {
            put(id, "value", Rounded.to(check.value(), 2));
            put(id, "limit", Rounded.to(check.limit(), 2));
            put(id, "unit", check.unit());
            put(id, "verdict", check.verdict().wireName());
        }
    }

    private void put(String id, String name, @Nullable Object value) {
        if (value != null) {
            facts.computeIfAbsent(id, _ -> new LinkedHashMap<>()).put(name, value);
        }
    }
}
