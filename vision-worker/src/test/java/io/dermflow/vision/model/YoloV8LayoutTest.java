package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.ScoredBox;
import org.junit.jupiter.api.Test;

class YoloV8LayoutTest {

    /// Rows cx, cy, w, h, class 0, class 1; three columns.
    private static final float[] RAW = {
        50, 10, 90, //
        40, 10, 90, //
        20, 4, 8, //
        10, 4, 6, //
        0.9f, 0.1f, 0, //
        0.2f, 0.3f, 0.8f
    };

    @Test
    void readsCentreFormColumnByColumnWithTheBestClass() {
        assertThat(new YoloV8Layout(RAW, 2).above(0.25))
                .containsExactly(
                        new ScoredBox(new Box(40, 35, 20, 10), 0.9f, 0),
                        new ScoredBox(new Box(8, 8, 4, 4), 0.3f, 1),
                        new ScoredBox(new Box(86, 87, 8, 6), 0.8f, 1));
    }

    @Test
    void dropsWhatIsBelowTheThreshold() {
        assertThat(new YoloV8Layout(RAW, 2).above(0.5)).hasSize(2);
    }

    @Test
    void refusesANumberOfValuesThatDoesNotFit() {
        assertThatThrownBy(() -> new YoloV8Layout(RAW, 3))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
