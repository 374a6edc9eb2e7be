package io.dermflow.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.colour.Matrix3;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.SourceColour.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SrgbConversionTest {

    /// Columns of the profiles that are in use, row by row (Lindbloom's tables; Apple's Display
    /// P3).
    @ParameterizedTest
    @CsvSource({
        "DISPLAY_P3, .5151, .2920, .1571, .2412, .6922, .0666, -.0011, .0419, .7841",
        "ADOBE_RGB, .6097559, .2052401, .1492240, .3111242, .6256560, .0632197, .0194811, .0608902, .7448387",
        "PROPHOTO, .7976749, .1351917, .0313534, .2880402, .7118741, .0000857, 0, 0, .8252100",
        "REC2020, .67348, .16567, .12505, .27904, .67535, .04561, -.00193, .02998, .79684",
    })
    void hasTheMatricesOfThePublishedProfiles(ArgumentsAccessor arguments) {
        var space = RgbSpace.of(SourceColour.of(arguments.get(0, Kind.class))).orElseThrow();

        for (var i = 0; i < 9; i++) {
            assertThat(space.toXyzD50().rows().get(i))
                    .isCloseTo(arguments.getDouble(i + 1), within(6e-4));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DISPLAY_P3", "ADOBE_RGB", "PROPHOTO", "REC2020"})
    void keepsGreyGrey(Kind kind) {
        for (var level : new int[] {0, 40, 128, 200, 255}) {
            var pixel = converted(new Srgb(level, level, level), SourceColour.of(kind));

            assertThat(Math.abs(pixel.red() - pixel.green())).isLessThanOrEqualTo(1);
            assertThat(Math.abs(pixel.blue() - pixel.green())).isLessThanOrEqualTo(1);
        }
        assertThat(converted(new Srgb(255, 255, 255), SourceColour.of(kind)))
                .isEqualTo(new Srgb(255, 255, 255));
    }

    /// Worked out apart from this code, in double precision, from the chromaticities by way of XYZ
    /// D65.
    @ParameterizedTest
    @CsvSource({
        "DISPLAY_P3, 200, 150, 120, 209, 147, 115",
        "DISPLAY_P3, 96, 70, 55, 101, 69, 52",
        "ADOBE_RGB, 200, 150, 120, 217, 151, 119",
        "ADOBE_RGB, 96, 70, 55, 105, 68, 51",
        "ADOBE_RGB, 128, 128, 128, 129, 129, 129",
        "REC2020, 200, 150, 120, 231, 153, 127",
        "REC2020, 96, 70, 55, 124, 81, 68",
        "PROPHOTO, 200, 150, 120, 250, 154, 133",
        "PROPHOTO, 235, 210, 190, 255, 214, 199",
    })
    void convertsKnownColours(Kind kind, int r, int g, int b, int red, int green, int blue) {
        var pixel = converted(new Srgb(r, g, b), SourceColour.of(kind));

        assertThat(pixel.red()).isCloseTo(red, within(1));
        assertThat(pixel.green()).isCloseTo(green, within(1));
        assertThat(pixel.blue()).isCloseTo(blue, within(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"SRGB", "GREY", "UNKNOWN"})
    void leavesWhatIsReadAsSrgb(Kind kind) {
        var picture = GeneratedPicture.plain(4, 4, new Srgb(10, 20, 30));

        assertThat(SrgbConversion.toSrgb(picture, SourceColour.of(kind))).isFalse();
        assertThat(picture.get(0, 0)).containsExactly(30, 20, 10);
    }

    @Test
    void readsAMatrixProfileOfSrgbAsSrgb() {
        var matrix = Matrix3.D65_TO_D50.times(Matrix3.SRGB_TO_XYZ).rows();
        var parameters = List.of(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
        var source = new SourceColour(Kind.MATRIX, matrix, new ToneCurve.Parametric(3, parameters));

        for (var level = 0; level < 256; level += 5) {
            var colour = new Srgb(level, 255 - level, level / 2);
            var pixel = converted(colour, source);
            assertThat(pixel.red()).isCloseTo(colour.red(), within(1));
            assertThat(pixel.green()).isCloseTo(colour.green(), within(1));
            assertThat(pixel.blue()).isCloseTo(colour.blue(), within(1));
        }
    }

    @Test
    void readsTheFiveParametricCurves() {
        assertThat(curve(0, 2.0)).isCloseTo(0.25, within(1e-9));
        assertThat(curve(1, 2.0, 2.0, -0.5)).isCloseTo(0.25, within(1e-9));
        assertThat(curve(2, 2.0, 1.0, 0.0, 0.1)).isCloseTo(0.35, within(1e-9));
        assertThat(curve(3, 2.0, 1.0, 0.0, 0.3, 0.6)).isCloseTo(0.15, within(1e-9));
        assertThat(curve(4, 2.0, 1.0, 0.0, 0.3, 0.6, 0.1, 0.2)).isCloseTo(0.35, within(1e-9));
        assertThat(new ToneCurve.Points(List.of(0.0, 0.2, 1.0)).toLinear(0.75))
                .isCloseTo(0.6, within(1e-9));
    }

    private static double curve(int type, Double... parameters) {
        return new ToneCurve.Parametric(type, List.of(parameters)).toLinear(0.5);
    }

    private static Srgb converted(Srgb colour, SourceColour source) {
        var picture = GeneratedPicture.plain(2, 2, colour);
        assertThat(SrgbConversion.toSrgb(picture, source)).isTrue();
        var pixel = picture.get(1, 1);
        return new Srgb((int) pixel[2], (int) pixel[1], (int) pixel[0]);
    }
}
