package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.vision.model.ActiveModels;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// The shipped skin net on drawn limbs: against what was drawn, and against itself in a mirror, at
/// another size and in another light. Prints what it measures.
class SkinOutlineTest {

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    private static final Srgb BLUE_CLOTH = new Srgb(90, 110, 150);

    @ParameterizedTest
    @CsvSource({"225, 190, 170", "170, 126, 100", "96, 65, 52"})
    void followsTheLimbThatWasDrawn(int red, int green, int blue) {
        Mat picture = DrawnLimb.picture(new Srgb(red, green, blue), BLUE_CLOTH);
        Mat truth = DrawnLimb.truth();
        Mat seen = mask(picture);

        double overlap = DrawnLimb.overlap(seen, truth);

        System.out.printf(Locale.ROOT, "skin %d %d %d: IoU %.3f%n", red, green, blue, overlap);
        assertThat(overlap).isGreaterThan(0.9);
        List.of(picture, truth, seen).forEach(Mat::release);
    }

    @Test
    void seesTheSameSkinHoweverThePictureWasTaken() {
        Mat picture = DrawnLimb.picture(new Srgb(170, 126, 100), BLUE_CLOTH);
        Mat seen = mask(picture);
        Map<String, Mat> others = new TreeMap<>();
        others.put("mirrored", Altered.mirrored(picture));
        others.put("x 0.7", Altered.resized(picture, 0.7));
        others.put("x 1.4", Altered.resized(picture, 1.4));
        others.put("-0.3 EV", Altered.exposed(picture, -0.3));
        others.put("+0.3 EV", Altered.exposed(picture, 0.3));

        others.forEach((how, other) -> {
            Mat again = mask(other);
            Mat back = how.equals("mirrored") ? Altered.mirrored(again) : again.clone();
            var size = new Size(DrawnLimb.WIDTH, DrawnLimb.HEIGHT);
            Imgproc.resize(back, back, size, 0, 0, Imgproc.INTER_NEAREST);
            double overlap = DrawnLimb.overlap(seen, back);

            System.out.printf(Locale.ROOT, "skin %s: IoU %.3f%n", how, overlap);
            assertThat(overlap).as(how).isGreaterThan(0.95);
            List.of(again, back, other).forEach(Mat::release);
        });
        List.of(picture, seen).forEach(Mat::release);
    }

    /// @param bgr stays the caller's
    private static Mat mask(Mat bgr) {
        var model = SHIPPED.models().active(ActiveModels.SKIN).orElseThrow();
        var image = new DecodedImage(bgr.clone(), bgr.cols(), bgr.rows());
        try (Picture picture = new Picture("image", image)) {
            return FindSkin.mask(picture, model);
        }
    }
}
