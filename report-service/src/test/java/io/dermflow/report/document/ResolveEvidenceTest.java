package io.dermflow.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.Face;
import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.analysis.SkinRegion;
import io.dermflow.report.parts.Outcomes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolveEvidenceTest {

    @ParameterizedTest
    @CsvSource({
        "metrics.waist_circumference_cm, 75.0, cm",
        "features.forehead.redness, 42.5, of 100",
        "regions.redness, '{nose=16.4, chin=11.2}', erythema_index",
        "face.shape, Heart, ''",
        "face.season, Dark Winter, ''",
        "shape, hourglass, ''",
        "detection_limit, 12.0, px"
    })
    void findsTheFigureBehindEachId(String id, String value, String unit) {
        var found = new ResolveEvidence(everything()).resolve(id);

        assertThat(found).isInstanceOf(Evidence.Measured.class);
        var measured = (Evidence.Measured) found;
        assertThat(measured.value()).hasToString(value);
        assertThat(measured.unit()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource({
        "metrics.arm_cm",
        "features.nose.redness",
        "regions.pores",
        "face.colour",
        "F9",
        "quality.none"
    })
    void saysWhatItCantFind(String id) {
        assertThat(new ResolveEvidence(everything()).resolve(id))
                .isEqualTo(new Evidence.Unresolved(id));
    }

    private static SkinRegion redness(String place, double value) {
        return new SkinRegion(
                "portrait",
                place,
                List.of(),
                List.of(),
                900,
                List.of(
                        new SkinRegion.Figure(
                                "redness",
                                value,
                                "erythema_index",
                                "higher_is_more",
                                null,
                                null,
                                1.0)),
                "low");
    }

    private static Analysis everything() {
        return Outcomes.completed().analysis().toBuilder()
                .features(
                        List.of(
                                new SkinFeature(
                                        "image",
                                        "forehead",
                                        "redness",
                                        42.5,
                                        "higher_is_more",
                                        List.of(),
                                        "normal")))
                .regions(List.of(redness("nose", 16.4), redness("chin", 11.2)))
                .face(
                        new Face(
                                "portrait",
                                "Heart",
                                1,
                                Map.of("Heart", 1.0),
                                "Dark Winter",
                                Map.of("DARK WINTER", 1.0),
                                List.of(),
                                "low"))
                .body(
                        new Body(
                                List.of(
                                        new Body.Measure(
                                                "waist_circumference_cm",
                                                75,
                                                4,
                                                0.7,
                                                "regression",
                                                false)),
                                new Body.Shape("hourglass", 0.82)))
                .build();
    }
}
