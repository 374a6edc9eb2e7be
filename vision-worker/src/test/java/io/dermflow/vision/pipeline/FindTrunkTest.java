package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ModelFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/// The shipped network of joints, asked about the shipped samples.
class FindTrunkTest {

    private static final ActiveModels MODELS =
            new ActiveModels(ModelFiles.properties(ModelFiles.SHIPPED));

    @BeforeAll
    static void load() {
        OpenCvLibrary.load();
        MODELS.start();
        assertThat(MODELS.trouble()).isEmpty();
    }

    @AfterAll
    static void unload() {
        MODELS.stop();
    }

    @Test
    void isSureOfAPersonFromTheFrontAndFromTheSide() {
        assertThat(sureness("body-front.jpg")).isGreaterThan(0.5);
        assertThat(sureness("body-side.jpg")).isGreaterThan(0.4);
    }

    @Test
    void isNotSureOfSkin() {
        assertThat(sureness("skin-sample.jpg")).isLessThan(FindTrunk.LEAST_SURENESS);
        assertThat(sureness("skin-clear.jpg")).isLessThan(FindTrunk.LEAST_SURENESS);
    }

    private static double sureness(String sample) {
        LoadedModel model = MODELS.active(ActiveModels.POSE).orElseThrow();
        Mat pixels = Imgcodecs.imread("../local-stack/src/main/resources/sample/" + sample);
        var image = new DecodedImage(pixels, pixels.width(), pixels.height());
        try (var picture = new Picture("front", image)) {
            return FindTrunk.sureness(picture, model);
        }
    }
}
