package io.dermflow.report.document;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.Face;
import io.dermflow.events.analysis.SkinRegion;
import io.dermflow.events.analysis.SkinTone;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the figures behind the ids that claims point at: `F1`, `skin.ita`, `quality.blur`,
/// `regions.redness`.
final class ResolveEvidence {

    private static final String SKIN = "skin.";
    private static final String QUALITY = "quality.";
    private static final String METRICS = "metrics.";
    private static final String REGIONS = "regions.";
    private static final Set<String> FIXED = Set.of("shape", "detection_limit");

    private final Analysis analysis;

    ResolveEvidence(Analysis analysis) {
        this.analysis = analysis;
    }

    Evidence resolve(String id) {
        Optional<? extends Evidence> found = Optional.empty();
        if (id.startsWith(SKIN)) {
            found = measured(id);
        } else if (id.startsWith(QUALITY)) {
            found = checked(id);
        } else if (id.startsWith(REGIONS)) {
            found = compared(id);
        } else if (id.contains(".") || FIXED.contains(id)) {
            found = figure(id);
        } else {
            found = seen(id);
        }
        return found.isPresent() ? found.get() : new Evidence.Unresolved(id);
    }

    private Optional<Evidence.Seen> seen(String id) {
        return analysis.findings().stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .map(finding -> new Evidence.Seen(id, finding));
    }

    private Optional<Evidence.Checked> checked(String id) {
        String code = id.substring(QUALITY.length());
        return analysis.quality().checks().stream()
                .filter(check -> check.code().equals(code))
                .findFirst()
                .map(check -> new Evidence.Checked(id, check));
    }

    private Optional<Evidence.Measured> measured(String id) {
        SkinTone skin = analysis.skin();
        if (skin == null) {
            return Optional.empty();
        }
        return switch (id.substring(SKIN.length())) {
            case "ita" -> metric(id, skin.ita(), "degree");
            case "ita_class" -> metric(id, skin.itaClass(), "");
            case "lab" -> metric(id, skin.lab(), "CIELAB");
            case "monk", "monk_bucket" -> metric(id, skin.monkBucket(), "Monk scale");
            case "undertone" -> metric(id, skin.undertone(), "");
            case "palette" -> metric(id, skin.palette(), "");
            case "confidence" -> metric(id, skin.confidence(), "");
            default -> Optional.empty();
        };
    }

    /// Features of the skin, face, body and the detection limit.
    private Optional<Evidence.Measured> figure(String id) {
        Optional<Face> face = Optional.ofNullable(analysis.face());
        Optional<Body> body = Optional.ofNullable(analysis.body());
        return switch (id) {
            case "face.shape" -> face.flatMap(one -> metric(id, one.shape(), ""));
            case "face.season" -> face.flatMap(one -> metric(id, one.season(), ""));
            case "face.features" -> face.flatMap(one -> metric(id, one.features(), ""));
            case "shape" -> body.map(Body::shape).flatMap(one -> metric(id, one.type(), ""));
            case "detection_limit" ->
                    Optional.ofNullable(analysis.detectionLimit())
                            .flatMap(one -> metric(id, one.minDiameterPx(), "px"));
            default -> id.startsWith(METRICS) ? measure(id) : feature(id);
        };
    }

    private Optional<Evidence.Measured> measure(String id) {
        return Optional.ofNullable(analysis.body()).stream()
                .flatMap(body -> body.measures().stream())
                .filter(one -> id.equals(METRICS + one.name()))
                .findFirst()
                .flatMap(one -> metric(id, one.value(), "cm"));
    }

    /// One feature in each place of a face where it was measured, by the place's name.
    private Optional<Evidence.Measured> compared(String id) {
        Map<String, Double> values = new LinkedHashMap<>();
        String unit = "";
        for (SkinRegion region : analysis.regions()) {
            for (SkinRegion.Figure figure : region.figures()) {
                if (id.equals(REGIONS + figure.feature())) {
                    values.putIfAbsent(region.region(), figure.value());
                    unit = figure.unit();
                }
            }
        }
        return values.isEmpty() ? Optional.empty() : metric(id, values, unit);
    }

    private Optional<Evidence.Measured> feature(String id) {
        return analysis.features().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .flatMap(one -> metric(id, one.score(), "of 100"));
    }

    private static Optional<Evidence.Measured> metric(String id, Object value, String unit) {
        return Optional.of(new Evidence.Measured(id, value, unit));
    }
}
