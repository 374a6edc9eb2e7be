package io.dermflow.imaging.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.colour.Srgb;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Each feature rises when more of it is drawn, and the others don't follow.
class MeasureFeaturesTest {

    private static final List<Srgb> TONES =
            List.of(new Srgb(225, 190, 170), new Srgb(170, 126, 100), new Srgb(96, 65, 52));

    @Test
    void seesRedness() {
        for (var tone : TONES) {
            var reddened = new Srgb(tone.red() + 12, tone.green() - 12, tone.blue() - 6);
            var plain = measured(tone, picture -> {});
            var red = measured(reddened, picture -> {});

            assertThat(rise(Feature.REDNESS, plain, red)).isGreaterThan(4);
            assertThat(score(Feature.REDNESS, red)).isGreaterThan(score(Feature.REDNESS, plain));
        }
    }

    @Test
    void seesSpotsOnEverySkinTone() {
        for (var tone : TONES) {
            var plain = measured(tone, picture -> {});
            var spotted = measured(tone, picture -> DrawnSurface.dots(picture, 40, 6, 0.8));

            assertThat(rise(Feature.SPOTS, plain, spotted)).as("%s", tone).isGreaterThan(0.5);
            assertThat(rise(Feature.REDNESS, plain, spotted)).isCloseTo(0, within(1.0));
        }
    }

    @Test
    void seesLinesAsWrinklesAndDotsAsPores() {
        for (var tone : TONES) {
            var plain = measured(tone, picture -> {});
            var lined = measured(tone, DrawnSurface::lines);
            var porous = measured(tone, picture -> DrawnSurface.dots(picture, 600, 1, 0.75));

            assertThat(rise(Feature.WRINKLES, plain, lined)).as("%s", tone).isGreaterThan(0.02);
            assertThat(rise(Feature.PORES, plain, porous)).as("%s", tone).isGreaterThan(0.5);
        }
    }

    @Test
    void seesGlintsAsOilAndGrainAsTexture() {
        var tone = TONES.get(1);
        var plain = measured(tone, picture -> {});
        var shining = measured(tone, DrawnSurface::glints);
        var grainy = measured(tone, picture -> DrawnSurface.noise(picture, 12));

        // Five discs of 14 pixels are 1.0 % of the picture.
        assertThat(rise(Feature.OILINESS, plain, shining)).isCloseTo(1, within(0.1));
        assertThat(rise(Feature.TEXTURE, plain, grainy)).isGreaterThan(1);
    }

    @Test
    void measuresTheSameInATurnedAndInAMirroredPicture() {
        var picture = DrawnSurface.skin(TONES.getFirst());
        DrawnSurface.dots(picture, 40, 6, 0.8);
        DrawnSurface.lines(picture);
        var turned = new Mat();
        Core.rotate(picture, turned, Core.ROTATE_90_CLOCKWISE);
        var mirrored = new Mat();
        Core.flip(picture, mirrored, 1);
        var upright = MeasureFeatures.of(picture, new Mat()).orElseThrow();

        for (var other : List.of(turned, mirrored)) {
            var measured = MeasureFeatures.of(other, new Mat()).orElseThrow();
            for (var feature : Feature.values()) {
                var expected = upright.figures().get(feature);
                assertThat(measured.figures().get(feature))
                        .as("%s", feature)
                        .isCloseTo(expected, within(0.02 * Math.abs(expected) + 1e-6));
            }
            other.release();
        }
        picture.release();
    }

    @Test
    void measuresNearlyTheSameAtTwiceTheSize() {
        var picture = DrawnSurface.skin(TONES.getFirst());
        DrawnSurface.dots(picture, 40, 6, 0.8);
        var larger = new Mat();
        Imgproc.resize(picture, larger, new Size(), 2, 2, Imgproc.INTER_CUBIC);
        var small = MeasureFeatures.of(picture, new Mat()).orElseThrow();
        var large = MeasureFeatures.of(larger, new Mat()).orElseThrow();

        for (var feature : List.of(Feature.REDNESS, Feature.SPOTS, Feature.WRINKLES)) {
            var expected = small.figures().get(feature);
            assertThat(large.figures().get(feature))
                    .as("%s", feature)
                    .isCloseTo(expected, within(0.1 * Math.abs(expected)));
        }
        assertThat(large.outlines().getFirst())
                .as("in pixels of the picture given")
                .anyMatch(point -> point.x() > DrawnSurface.WIDTH);
        picture.release();
        larger.release();
    }

    @Test
    void findsRednessNearlyIndependentOfExposure() {
        var picture = DrawnSurface.skin(TONES.get(1));
        var brighter = new Mat();
        // A gain of light, through the curve of sRGB: 1.2^(1/2.2).
        picture.convertTo(brighter, -1, 1.086);

        assertThat(
                        MeasureFeatures.of(brighter, new Mat())
                                .orElseThrow()
                                .figures()
                                .get(Feature.REDNESS))
                .isCloseTo(
                        MeasureFeatures.of(picture, new Mat())
                                .orElseThrow()
                                .figures()
                                .get(Feature.REDNESS),
                        within(1.0));
        picture.release();
        brighter.release();
    }

    @Test
    void leavesOutWhatIsExcludedAndSaysNothingWithoutSkin() {
        var picture = DrawnSurface.skin(TONES.getFirst());
        DrawnSurface.dots(picture, 300, 6, 0.7);
        var excluded = Mat.ones(picture.size(), CvType.CV_8UC1);
        var grey =
                GeneratedPicture.plain(
                        DrawnSurface.WIDTH, DrawnSurface.HEIGHT, new Srgb(128, 128, 128));

        assertThat(MeasureFeatures.of(picture, excluded)).isEmpty();
        assertThat(MeasureFeatures.of(grey, new Mat())).isEmpty();
        picture.release();
        excluded.release();
        grey.release();
    }

    private static double rise(Feature feature, MeasuredSkin from, MeasuredSkin to) {
        return to.figures().get(feature) - from.figures().get(feature);
    }

    private static double score(Feature feature, MeasuredSkin skin) {
        return skin.score(feature);
    }

    private static MeasuredSkin measured(Srgb tone, Consumer<Mat> drawing) {
        var picture = DrawnSurface.skin(tone);
        drawing.accept(picture);
        var measured = MeasureFeatures.of(picture, new Mat()).orElseThrow();
        picture.release();
        return measured;
    }
}
