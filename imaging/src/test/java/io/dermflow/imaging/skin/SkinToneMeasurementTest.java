package io.dermflow.imaging.skin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.colour.Ciede2000;
import io.dermflow.imaging.colour.ItaClass;
import io.dermflow.imaging.colour.Srgb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

class SkinToneMeasurementTest {

    @ParameterizedTest
    @CsvSource({
        "#f6ede4, 1", "#f3e7db, 2", "#f7ead0, 3", "#eadaba, 4", "#d7bd96, 5",
        "#a07e56, 6", "#825c43, 7", "#604134, 8", "#3a312a, 9", "#292420, 10"
    })
    void findsTheToneUnderGrainAndBesideALesion(String hex, int monk) {
        var tone = Srgb.ofHex(hex);
        var picture = GeneratedPicture.skin(400, 300, tone);

        var measured = SkinToneMeasurement.measure(picture, new Mat()).orElseThrow();

        assertThat(Ciede2000.difference(measured.lab(), tone.toLab())).isLessThan(1.5);
        // Swatches 1 and 2 lie 1.9 apart: one of the two nearest must be right there.
        assertThat(measured.monk().bucket() == monk || measured.monk().second() == monk).isTrue();
        assertThat(measured.itaClass()).isEqualTo(ItaClass.of(measured.ita()));
        assertThat(measured.sampledPixels()).isGreaterThan(10_000);
    }

    @Test
    void leavesOutWhatItIsToldTo() {
        var picture = GeneratedPicture.skin(400, 300, Srgb.ofHex("#d7bd96"));
        picture.submat(new Rect(0, 0, 300, 300)).setTo(new Scalar(67, 92, 130));
        var excluded = Mat.zeros(300, 400, CvType.CV_8UC1);
        excluded.submat(new Rect(0, 0, 300, 300)).setTo(Scalar.all(255));

        var with = SkinToneMeasurement.measure(picture, new Mat()).orElseThrow();
        var without = SkinToneMeasurement.measure(picture, excluded).orElseThrow();

        assertThat(with.monk().bucket()).isEqualTo(7);
        assertThat(without.monk().bucket()).isEqualTo(5);
    }

    @Test
    void measuresKnownSkinWhateverItsColourAndNothingBeside() {
        var cold = new Srgb(118, 120, 136);
        var picture = GeneratedPicture.plain(400, 300, cold);
        picture.submat(new Rect(250, 0, 150, 300)).setTo(new Scalar(67, 92, 130));
        var known = new Mat(300, 400, CvType.CV_8UC1, Scalar.all(255));
        known.submat(new Rect(0, 0, 200, 300)).setTo(Scalar.all(PlainSkin.KNOWN_SKIN));

        var byColour = SkinToneMeasurement.measure(picture, new Mat()).orElseThrow();
        var measured = SkinToneMeasurement.measure(picture, known).orElseThrow();

        assertThat(byColour.monk().bucket()).as("of the brown part").isEqualTo(7);
        assertThat(Ciede2000.difference(measured.lab(), cold.toLab())).isLessThan(0.5);
    }

    @Test
    void measuresNothingWithoutSkin() {
        var wall = GeneratedPicture.plain(400, 300, new Srgb(128, 128, 128));

        assertThat(SkinToneMeasurement.measure(wall, new Mat())).isEmpty();
        assertThat(SkinMask.share(wall)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"60, 140, 50", "40, 90, 200", "90, 90, 95", "20, 120, 130"})
    void takesNoMeadowSkyOrConcreteForSkin(int red, int green, int blue) {
        var picture = GeneratedPicture.plain(64, 64, new Srgb(red, green, blue));

        assertThat(SkinMask.share(picture)).isZero();
    }

    @Test
    void convertsPixelsAsTheFormulaDoes() {
        var colour = new Srgb(160, 126, 86);
        var picture = GeneratedPicture.plain(64, 64, colour);

        var lab = SkinToneMeasurement.measure(picture, new Mat()).orElseThrow().lab();

        assertThat(lab.lightness()).isCloseTo(colour.toLab().lightness(), within(0.3));
        assertThat(lab.a()).isCloseTo(colour.toLab().a(), within(0.3));
        assertThat(lab.b()).isCloseTo(colour.toLab().b(), within(0.3));
    }
}
