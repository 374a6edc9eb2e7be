package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.LoadedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/// The shipped network of joints, asked about the shipped samples.
class FindTrunkTest {

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

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
        LoadedModel model = SHIPPED.models().active(ActiveModels.POSE).orElseThrow();
        Mat pixels = Imgcodecs.imread("../local-stack/src/main/resources/sample/" + sample);
        var image = new DecodedImage(pixels, pixels.width(), pixels.height());
        try (var picture = new Picture("front", image)) {
            return FindTrunk.sureness(picture, model);
        }
    }
}
