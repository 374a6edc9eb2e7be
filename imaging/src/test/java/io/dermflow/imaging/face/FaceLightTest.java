package io.dermflow.imaging.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.geometry.Point;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/// Bare skin with a face's known places, under light that falls off to one side.
class FaceLightTest {

    private static final int SIDE = 480;
    private static final double EYES = 100;
    private static final Srgb MEDIUM = Srgb.ofHex("#a07e56");
    private static final Offset<Double> EXACT = within(1e-9);

    /// All ten swatches of the Monk scale.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#f6ede4", "#f3e7db", "#f7ead0", "#eadaba", "#d7bd96", //
                "#a07e56", "#825c43", "#604134", "#3a312a", "#292420"
            })
    void isEvenUnderEvenLightOnEverySkinTone(String hex) {
        assertThat(evenness(Srgb.ofHex(hex), 0, 0, 0)).isCloseTo(1, EXACT);
    }

    /// Whatever the skin's tone: of a cheek the same share of light is left.
    @ParameterizedTest
    @CsvSource({"1, 0", "-1, 0", "0, 1", "0, -1"})
    void fallsAsTheLightComesMoreFromOneSide(int right, int down) {
        double before = 1;
        for (double loss : new double[] {0.2, 0.4, 0.6, 0.8}) {
            double light = evenness(Srgb.ofHex("#f3e7db"), loss * right, loss * down, 0);

            assertThat(light).isLessThan(before);
            assertThat(evenness(Srgb.ofHex("#604134"), loss * right, loss * down, 0))
                    .isCloseTo(light, within(0.03));
            before = light;
        }
        assertThat(before).isLessThan(0.5);
    }

    @Test
    void readsTheSameOfALeaningHead() {
        assertThat(evenness(MEDIUM, 0, 0, 25)).isCloseTo(1, EXACT);
    }

    @Test
    void leavesOutWhatLiesOutsideThePicture() {
        Mat whole = GeneratedPicture.plain(SIDE, SIDE, MEDIUM);
        Mat chinAlone = whole.submat(new Rect(0, SIDE / 2 + 30, SIDE, SIDE / 2 - 30));
        var face = face(0).moved(p -> new Point(p.x(), p.y() - SIDE / 2.0 - 30));

        assertThat(FaceLight.evenness(chinAlone, face)).hasValueCloseTo(1.0, EXACT);
        assertThat(FaceLight.evenness(whole, face.moved(p -> new Point(p.x() - 999, p.y()))))
                .isEmpty();
        chinAlone.release();
        whole.release();
    }

    /// @param right by how much of the light the face's right edge has less than its left; below 0
    ///   the left has less
    /// @param down the same from above to below
    private static double evenness(Srgb tone, double right, double down, double leaningDegrees) {
        Mat picture = GeneratedPicture.plain(SIDE, SIDE, tone);
        for (int i = 0; i < SIDE; i++) {
            dim(picture.col(i), right, i);
        }
        for (int i = 0; i < SIDE; i++) {
            dim(picture.row(i), down, i);
        }
        try {
            return FaceLight.evenness(picture, face(leaningDegrees)).orElseThrow();
        } finally {
            picture.release();
        }
    }

    private static void dim(Mat line, double loss, int at) {
        double along = Math.clamp(0.5 + (at - SIDE / 2.0) / (2.2 * EYES), 0, 1);
        line.convertTo(line, -1, 1 - Math.abs(loss) * (loss > 0 ? along : 1 - along));
        line.release();
    }

    private static FaceLandmarks face(double leaningDegrees) {
        double cos = EYES * Math.cos(Math.toRadians(leaningDegrees));
        double sin = EYES * Math.sin(Math.toRadians(leaningDegrees));
        return DrawnFace.usual()
                .landmarks()
                .moved(p ->
                        new Point(
                                SIDE / 2.0 + cos * p.x() - sin * p.y(),
                                SIDE / 2.0 - 40 + sin * p.x() + cos * p.y()));
    }
}
