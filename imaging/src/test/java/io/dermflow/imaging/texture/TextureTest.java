package io.dermflow.imaging.texture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TextureTest {

    /// The example of Haralick's paper; figures by scikit-image 0.19 (distance 1, 0 degrees).
    @Test
    void computesTheFiguresOfTheTextbookMatrix() {
        var picture =
                new GreyLevels(new int[] {0, 0, 1, 1, 0, 0, 1, 1, 0, 2, 2, 2, 2, 2, 3, 3}, 4, 4, 4);

        var figures = Cooccurrence.of(picture, new int[][] {{1, 0}});

        assertThat(figures.contrast()).isCloseTo(.583333, within(1e-6));
        assertThat(figures.dissimilarity()).isCloseTo(.416667, within(1e-6));
        assertThat(figures.homogeneity()).isCloseTo(.808333, within(1e-6));
        assertThat(figures.energy()).isCloseTo(.381881, within(1e-6));
        assertThat(figures.correlation()).isCloseTo(.719533, within(1e-6));
        assertThat(figures.angularSecondMoment()).isCloseTo(.145833, within(1e-6));
    }

    @Test
    void countsNothingOutsideOfTheMask() {
        var whole = new GreyLevels(new int[] {1, 1, 3, 1, 1, 3}, 3, 2, 4);
        var masked = new GreyLevels(new int[] {1, 1, -1, 1, 1, -1}, 3, 2, 4);

        assertThat(Cooccurrence.of(whole).contrast()).isPositive();
        assertThat(Cooccurrence.of(masked).contrast()).isZero();
    }

    /// By scikit-image 0.19: `uniform`, P 8, R 1.
    @Test
    void findsThePatternsOfTheReference() {
        var values = new float[25];
        for (var i = 0; i < values.length; i++) {
            values[i] = i * 7 % 23;
        }
        int[][] expected = {
            {8, 4, 1, 0, 3}, {1, 0, 8, 7, 0}, {7, 7, 1, 0, 5}, {1, 0, 8, 4, 0}, {5, 4, 0, 8, 2}
        };

        for (var y = 0; y < 5; y++) {
            for (var x = 0; x < 5; x++) {
                assertThat(LocalBinaryPattern.at(values, 5, x, y))
                        .as("%d %d", x, y)
                        .isEqualTo(expected[y][x]);
            }
        }
    }
}
