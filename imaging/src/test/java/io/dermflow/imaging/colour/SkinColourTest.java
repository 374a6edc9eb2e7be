package io.dermflow.imaging.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkinColourTest {

    @ParameterizedTest
    @CsvSource({
        "1, #f6ede4, 83.0",
        "2, #f3e7db, 80.2",
        "3, #f7ead0, 71.7",
        "4, #eadaba, 64.7",
        "5, #d7bd96, 50.3",
        "6, #a07e56, 10.9",
        "7, #825c43, -20.1",
        "8, #604134, -55.4",
        "9, #3a312a, -78.3",
        "10, #292420, -84.3",
    })
    void putsEachMonkSwatchInItsOwnBucket(int bucket, String hex, double ita) {
        var lab = Srgb.ofHex(hex).toLab();

        var match = MonkScale.nearest(lab);

        assertThat(match.bucket()).isEqualTo(bucket);
        assertThat(match.distance()).isCloseTo(0, within(1e-9));
        assertThat(match.second()).isNotEqualTo(bucket);
        assertThat(match.secondDistance()).isBetween(1.0, 19.0);
        assertThat(ItaClass.degrees(lab)).isCloseTo(ita, within(0.06));
    }

    @Test
    void bucketsASkinOfMediumDepthByColourAndNotByIta() {
        assertThat(MonkScale.nearest(new Lab(56.2, 10, 18.7)).bucket()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "55.1, VERY_LIGHT",
        "55, LIGHT",
        "41.1, LIGHT",
        "41, INTERMEDIATE",
        "28, TAN",
        "10.1, TAN",
        "10, BROWN",
        "-29.9, BROWN",
        "-30, DARK",
        "-90, DARK",
        "90, VERY_LIGHT"
    })
    void drawsTheBordersOfDelBino(double ita, ItaClass expected) {
        assertThat(ItaClass.of(ita)).isEqualTo(expected);
    }

    @Test
    void doesNotJumpWhereYellowPassesZero() {
        var above = ItaClass.degrees(new Lab(70, 10, 1e-9));
        var below = ItaClass.degrees(new Lab(70, 10, -1e-9));

        assertThat(above).isCloseTo(below, within(1e-6));
        assertThat(ItaClass.degrees(new Lab(50, 10, 0))).isZero();
    }

    @Test
    void givesLighterSkinALargerIta() {
        for (var lightness = 1; lightness < 100; lightness++) {
            assertThat(ItaClass.degrees(new Lab(lightness, 10, 15)))
                    .isGreaterThan(ItaClass.degrees(new Lab(lightness - 1, 10, 15)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "40, COOL",
        "49.9, COOL",
        "50.1, NEUTRAL",
        "59.9, NEUTRAL",
        "60.1, WARM",
        "80, WARM",
        "0, COOL",
        "-20, COOL"
    })
    void readsTheUndertoneFromTheHue(double hue, Undertone expected) {
        var angle = Math.toRadians(hue);

        assertThat(Undertone.of(new Lab(60, 20 * Math.cos(angle), 20 * Math.sin(angle))))
                .isEqualTo(expected);
    }

    @Test
    void findsNoUndertoneInGrey() {
        assertThat(Undertone.of(new Lab(60, 0.5, -0.5))).isEqualTo(Undertone.NEUTRAL);
    }

    @ParameterizedTest
    @CsvSource({"#f6ede4", "#d7bd96", "#a07e56", "#825c43", "#292420", "#e8b8a8"})
    void suggestsSixDifferentColoursWithReasons(String hex) {
        var skin = Srgb.ofHex(hex).toLab();

        var palette = Palette.suggest(skin);

        assertThat(palette).hasSize(6).isEqualTo(Palette.suggest(skin));
        assertThat(palette).extracting(Palette.Swatch::hex).doesNotHaveDuplicates();
        assertThat(palette)
                .allSatisfy(swatch -> {
                    assertThat(swatch.hex()).matches("#[0-9a-f]{6}");
                    assertThat(swatch.name()).isNotBlank();
                    assertThat(swatch.reason()).contains("undertone");
                    assertThat(Ciede2000.difference(skin, Srgb.ofHex(swatch.hex()).toLab()))
                            .isGreaterThan(15);
                });
    }
}
