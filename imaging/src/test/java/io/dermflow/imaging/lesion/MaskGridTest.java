package io.dermflow.imaging.lesion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.imaging.geometry.Point;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class MaskGridTest {

    private static final int CELLS = 160;

    private final Letterbox letterbox = Letterbox.fit(1000, 600, 320, 320);

    @Test
    void bringsADiscBackToItsPlaceInThePicture() {
        var grid = grid(point -> 80 - Math.hypot(point.x() - 400, point.y() - 300));

        var mask = grid.decode(letterbox, new Box(310, 210, 180, 180), 0).orElseThrow();

        assertThat(mask.left()).isEqualTo(310);
        assertThat(mask.width()).isEqualTo(180);
        assertThat(mask.area()).isCloseTo((int) (Math.PI * 80 * 80), within(300));
        var ellipse = LesionShape.of(mask).ellipse();
        assertThat(ellipse.centre().x()).isCloseTo(400, within(0.5));
        assertThat(ellipse.centre().y()).isCloseTo(300, within(0.5));
        assertThat(ellipse.major()).isCloseTo(160, within(2.0));
    }

    @Test
    void keepsNothingOutsideTheBox() {
        var grid = grid(point -> 1);

        var mask = grid.decode(letterbox, new Box(900.2, 550.7, 500, 500), 0).orElseThrow();

        assertThat(mask.left()).isEqualTo(900);
        assertThat(mask.top()).isEqualTo(550);
        assertThat(mask.width()).isEqualTo(100);
        assertThat(mask.height()).isEqualTo(50);
        assertThat(mask.area()).isEqualTo(5000);
    }

    @Test
    void keepsTheLargestOfSeparateParts() {
        var grid =
                grid(point ->
                        Math.max(
                                60 - Math.hypot(point.x() - 300, point.y() - 300),
                                25 - Math.hypot(point.x() - 450, point.y() - 300)));

        var mask = grid.decode(letterbox, new Box(200, 200, 320, 200), 0).orElseThrow();

        assertThat(mask.contains(100, 100)).isTrue();
        assertThat(mask.contains(250, 100)).isFalse();
        assertThat(mask.area()).isCloseTo((int) (Math.PI * 60 * 60), within(300));
    }

    @Test
    void findsNothingWhereTheModelSawNothing() {
        var grid = grid(point -> -1);

        assertThat(grid.decode(letterbox, new Box(200, 200, 100, 100), 0)).isEmpty();
        assertThat(grid.decode(letterbox, new Box(2000, 200, 100, 100), 0)).isEmpty();
    }

    @Test
    void shrinksWithAHigherThreshold() {
        var grid = grid(point -> 80 - Math.hypot(point.x() - 400, point.y() - 300));
        var box = new Box(300, 200, 200, 200);

        assertThat(grid.decode(letterbox, box, 20).orElseThrow().area())
                .isLessThan(grid.decode(letterbox, box, 0).orElseThrow().area());
    }

    @Test
    void refusesAGridOfAnotherSize() {
        assertThatThrownBy(() -> new MaskGrid(new float[10], 4, 4))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// @param logit by the place in the picture
    private MaskGrid grid(ToDoubleFunction<Point> logit) {
        var logits = new float[CELLS * CELLS];
        for (var i = 0; i < logits.length; i++) {
            var cell = new Point((i % CELLS + 0.5) * 320 / CELLS, (i / CELLS + 0.5) * 320 / CELLS);
            logits[i] = (float) logit.applyAsDouble(letterbox.undo(cell));
        }
        return new MaskGrid(logits, CELLS, CELLS);
    }
}
