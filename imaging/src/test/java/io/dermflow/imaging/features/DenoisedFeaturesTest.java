package io.dermflow.imaging.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.denoise.Denoise;
import io.dermflow.imaging.skin.SkinToneMeasurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;

/// What denoising does to each figure: of drawn skin in three tones with spots, pores, lines and
/// glints, and of the same with noise of 10 levels. Prints the table of `docs/VISION.md`.
class DenoisedFeaturesTest {

    private static final double NOISE = 10;

    private static List<Seen> seen = List.of();

    /// One tone's figures by name.
    ///
    /// @param smooth of the clean picture, denoised
    /// @param restored of the noisy picture, denoised
    private record Seen(
            Map<String, Double> clean,
            Map<String, Double> smooth,
            Map<String, Double> noisy,
            Map<String, Double> restored) {

        static Seen in(Srgb tone) {
            var picture = DrawnSurface.skin(tone);
            DrawnSurface.dots(picture, 40, 6, 0.8);
            DrawnSurface.dots(picture, 300, 1, 0.75);
            DrawnSurface.lines(picture);
            DrawnSurface.glints(picture);
            var clean = figures(picture);
            var smooth = denoised(picture);
            DrawnSurface.noise(picture, NOISE);
            var seen = new Seen(clean, smooth, figures(picture), denoised(picture));
            picture.release();
            return seen;
        }

        double byNoise(String figure) {
            return off(noisy, figure);
        }

        double afterwards(String figure) {
            return off(restored, figure);
        }

        double ofClean(String figure) {
            return off(smooth, figure);
        }

        private double off(Map<String, Double> other, String figure) {
            return Math.abs(other.getOrDefault(figure, 0.0) - clean.getOrDefault(figure, 0.0));
        }
    }

    @BeforeAll
    static void measure() {
        seen =
                List.of(
                        Seen.in(new Srgb(225, 190, 170)),
                        Seen.in(new Srgb(170, 126, 100)),
                        Seen.in(new Srgb(96, 65, 52)));
        System.out.println("| figure | clean | by noise | noise, denoised | clean, denoised |");
        seen.getFirst()
                .clean()
                .keySet()
                .forEach(figure ->
                        System.out.printf(
                                Locale.ROOT,
                                "| %s | %.3f | %.3f | %.3f | %.3f |%n",
                                figure,
                                worst(one -> Math.abs(one.clean().get(figure))),
                                worst(one -> one.byNoise(figure)),
                                worst(one -> one.afterwards(figure)),
                                worst(one -> one.ofClean(figure))));
    }

    @Test
    void takesMostOfTheNoiseOutOfTheFiguresOfStructure() {
        for (var figure : List.of("texture", "pores", "wrinkles", "spots")) {
            assertThat(worst(one -> one.afterwards(figure)))
                    .as(figure)
                    .isLessThan(worst(one -> one.byNoise(figure)) / 2);
        }
        assertThat(worst(one -> one.afterwards("oiliness"))).isLessThan(0.1);
    }

    @Test
    void leavesTheColourOfTheSkin() {
        for (var figure : List.of("redness", "L*", "a*", "b*", "ITA")) {
            assertThat(worst(one -> one.afterwards(figure))).as(figure).isLessThan(1);
            assertThat(worst(one -> one.ofClean(figure))).as(figure).isLessThan(0.5);
        }
    }

    @Test
    void takesTextureAwayWhereThereIsNoNoise() {
        assertThat(worst(one -> one.ofClean("texture"))).isBetween(0.2, 0.6);
        assertThat(worst(one -> one.ofClean("wrinkles"))).isLessThan(0.02);
        assertThat(worst(one -> one.ofClean("spots"))).isLessThan(0.5);
        assertThat(worst(one -> one.ofClean("pores"))).isLessThan(1);
        assertThat(worst(one -> one.ofClean("oiliness"))).isLessThan(0.1);
    }

    private static double worst(ToDoubleFunction<Seen> figure) {
        return seen.stream().mapToDouble(figure).max().orElseThrow();
    }

    private static Map<String, Double> denoised(Mat picture) {
        var smooth = Denoise.of(picture);
        var figures = figures(smooth);
        smooth.release();
        return figures;
    }

    private static Map<String, Double> figures(Mat picture) {
        Map<String, Double> figures = new LinkedHashMap<>();
        MeasureFeatures.of(picture, new Mat())
                .orElseThrow()
                .figures()
                .forEach((feature, value) -> figures.put(feature.wireName(), value));
        var tone = SkinToneMeasurement.measure(picture, new Mat()).orElseThrow();
        figures.put("L*", tone.lab().lightness());
        figures.put("a*", tone.lab().a());
        figures.put("b*", tone.lab().b());
        figures.put("ITA", tone.ita());
        return figures;
    }
}
