package io.dermflow.imaging.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OcclusionTest {

    private static final int SIDE = 63;
    private static final int CELL = SIDE / Occlusion.SIDE;

    @Test
    void paintsOneCellInTheColourOfTheRimAndLeavesTheRest() {
        var input = grey(50);
        fillRim(input, 200);
        var hidden = ByteBuffer.allocate(input.capacity());

        new Occlusion(input, SIDE, SIDE).hide(3 * Occlusion.SIDE + 2, hidden);

        assertThat(at(hidden, 2 * CELL + CELL / 2, 3 * CELL + CELL / 2)).isEqualTo(200);
        assertThat(at(hidden, 2 * CELL + CELL / 2, 5 * CELL)).isEqualTo(50);
        assertThat(at(hidden, 4 * CELL, 3 * CELL + CELL / 2)).isEqualTo(50);
        assertThat(hidden.remaining()).isEqualTo(input.capacity());
        assertThat(at(input, 2 * CELL + CELL / 2, 3 * CELL + CELL / 2)).as("input").isEqualTo(50);
    }

    @Test
    void hidesEveryPixelInsideTheRimByOneCellAtLeast() {
        var input = grey(50);
        fillRim(input, 200);
        var seen = new ArrayList<>(Collections.nCopies(SIDE * SIDE, false));
        var hidden = ByteBuffer.allocate(input.capacity());
        var occlusion = new Occlusion(input, SIDE, SIDE);

        for (int cell = 0; cell < Occlusion.CELLS; cell++) {
            occlusion.hide(cell, hidden);
            for (int i = 0; i < SIDE * SIDE; i++) {
                if (at(hidden, i % SIDE, i / SIDE) == 200) {
                    seen.set(i, true);
                }
            }
        }

        assertThat(seen).doesNotContain(false);
    }

    @Test
    void countsACellThatSpeaksAgainstTheClassAsCold() {
        List<Double> falls = new ArrayList<>(Collections.nCopies(Occlusion.CELLS, 0.0));
        falls.set(10, 0.4);
        falls.set(11, 0.1);
        falls.set(12, -0.6);

        var heat = new HeatMap(falls);

        assertThat(heat.strength()).isEqualTo(0.4);
        assertThat(heat.heat(10)).isEqualTo(1);
        assertThat(heat.heat(11)).isEqualTo(0.25);
        assertThat(heat.heat(12)).isZero();
    }

    @Test
    void isColdAllOverWhereNothingFalls() {
        var heat = new HeatMap(Collections.nCopies(Occlusion.CELLS, -0.1));

        assertThat(heat.strength()).isZero();
        assertThat(heat.heat(0)).isZero();
    }

    @Test
    void refusesAnInputOfAnotherSize() {
        assertThatThrownBy(() -> new Occlusion(ByteBuffer.allocate(10), 2, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ByteBuffer grey(int level) {
        var input = ByteBuffer.allocate(SIDE * SIDE * 3);
        while (input.hasRemaining()) {
            input.put((byte) level);
        }
        return input.clear();
    }

    private static void fillRim(ByteBuffer input, int level) {
        for (int i = 0; i < SIDE * SIDE; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            if (x == 0 || y == 0 || x == SIDE - 1 || y == SIDE - 1) {
                for (int channel = 0; channel < 3; channel++) {
                    input.put(3 * i + channel, (byte) level);
                }
            }
        }
    }

    private static int at(ByteBuffer image, int x, int y) {
        return image.get((y * SIDE + x) * 3) & 0xFF;
    }
}
