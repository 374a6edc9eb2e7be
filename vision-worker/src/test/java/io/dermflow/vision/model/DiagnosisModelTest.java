package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.detections.ClassProbabilities;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The shipped diagnosis model through the real engine.
class DiagnosisModelTest {

    private static final int SIZE = 128;

    /// The numbers were written by the training's own engine, before the temperature.
    @Test
    void answersAsItsGoldenFileSays() {
        ModelEntry shipped = shipped();
        JsonNode golden = ModelFiles.golden(shipped);
        try (var model = ModelFiles.loadShipped(shipped)) {
            compare(
                    model.answer(GoldenPicture.drawn(SIZE, SIZE, GoldenPicture::stripes)),
                    golden,
                    0);
            compare(
                    model.answer(GoldenPicture.drawn(SIZE, SIZE, GoldenPicture.spot(64, 60, 900))),
                    golden,
                    1);
        }
    }

    @Test
    void everyClassHasACodeAndALayName() {
        ModelEntry shipped = shipped();
        for (int i = 0; i < shipped.output().names().size(); i++) {
            assertThat(shipped.row(i).code()).matches("[A-Z]\\d\\d(\\.\\d)?");
            assertThat(shipped.row(i).layName()).isNotEqualTo(shipped.label(i));
        }
    }

    @Test
    void itsManifestEntryWarnsOfIt() {
        assertThat(shipped().caution()).contains("no diagnosis");
    }

    private static ModelEntry shipped() {
        return ModelFiles.shipped(ActiveModels.LESION_DX);
    }

    private static void compare(Object answer, JsonNode golden, int index) {
        double temperature = shipped().calibration();
        List<Double> powers = new ArrayList<>();
        for (JsonNode logit : golden.get("cases").get(index).get("logits")) {
            powers.add(Math.exp(logit.asDouble() / temperature));
        }
        double sum = powers.stream().mapToDouble(Double::doubleValue).sum();
        float[] shares = ((ClassProbabilities) answer).values();

        assertThat(shares).hasSameSizeAs(powers);
        for (int i = 0; i < shares.length; i++) {
            assertThat((double) shares[i])
                    .isCloseTo(
                            powers.get(i) / sum,
                            within(golden.get("tolerance").get("share").asDouble()));
        }
    }
}
