package io.dermflow.imaging.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabTest {

    @ParameterizedTest
    @CsvSource({
        "#ff0000, 53.2408, 80.0925, 67.2032",
        "#00ff00, 87.7347, -86.1827, 83.1793",
        "#0000ff, 32.2970, 79.1875, -107.8602",
        "#ffffff, 100, 0, 0",
        "#000000, 0, 0, 0",
    })
    void meetsTheVectorsForD65(String hex, double lightness, double a, double b) {
        assertClose(Srgb.ofHex(hex).toLab(), lightness, a, b, 5e-5);
    }

    @ParameterizedTest
    @CsvSource({
        "#ff0000, 54.2917, 80.8124, 69.8851",
        "#00ff00, 87.8181, -79.2873, 80.9903",
        "#0000ff, 29.5676, 68.2986, -112.0294",
    })
    void meetsTheVectorsForD50(String hex, double lightness, double a, double b) {
        assertClose(Srgb.ofHex(hex).toLabD50(), lightness, a, b, 5e-5);
    }

    @Test
    void putsMiddleGreyAtItsLightness() {
        assertThat(Srgb.ofHex("#808080").toLab().lightness()).isCloseTo(53.585, within(5e-4));
        assertThat(Srgb.ofHex("#808080").toLab().chroma()).isLessThan(5e-5);
    }

    @Test
    void comesBackToTheSameEightBits() {
        for (var red = 0; red < 256; red += 15) {
            for (var green = 0; green < 256; green += 15) {
                for (var blue = 0; blue < 256; blue += 15) {
                    var colour = new Srgb(red, green, blue);
                    assertThat(Srgb.of(colour.toLab())).isEqualTo(colour);
                }
            }
        }
    }

    @Test
    void encodesWhatItMadeLinear() {
        for (var i = 0; i <= 1000; i++) {
            var encoded = i / 1000.0;
            assertThat(Srgb.toEncoded(Srgb.toLinear(encoded))).isCloseTo(encoded, within(1e-6));
        }
    }

    /// Computed once more from the cone responses of Bradford, not from the published product.
    @Test
    void adaptsByBradford() {
        var cones =
                Matrix3.of(
                        0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296);
        var from = cones.times(new Xyz(0.95047, 1, 1.08883));
        var to = cones.times(new Xyz(0.96422, 1, 0.82521));
        var scale =
                Matrix3.of(
                        to.x() / from.x(), 0, 0, 0, to.y() / from.y(), 0, 0, 0, to.z() / from.z());

        var expected = cones.inverse().times(scale).times(cones);

        for (var i = 0; i < 9; i++) {
            assertThat(Matrix3.D65_TO_D50.rows().get(i))
                    .isCloseTo(expected.rows().get(i), within(5e-8));
            assertThat(Matrix3.D50_TO_D65.rows().get(i))
                    .isCloseTo(expected.inverse().rows().get(i), within(5e-8));
        }
    }

    private static void assertClose(Lab lab, double lightness, double a, double b, double error) {
        assertThat(lab.lightness()).isCloseTo(lightness, within(error));
        assertThat(lab.a()).isCloseTo(a, within(error));
        assertThat(lab.b()).isCloseTo(b, within(error));
    }
}
