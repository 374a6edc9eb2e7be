package io.dermflow.imaging.lesion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.imaging.geometry.Point;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

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
    void keepsEveryPartOfTheWholePicture() {
        var grid =
                grid(point ->
                        Math.max(
                                60 - Math.hypot(point.x() - 300, point.y() - 300),
                                25 - Math.hypot(point.x() - 950, point.y() - 550)));

        var mask = grid.decodeWhole(letterbox, 0);

        assertThat(mask.size()).hasToString("1000x600");
        assertThat((double) Core.countNonZero(mask.submat(200, 400, 200, 400)))
                .isCloseTo(Math.PI * 60 * 60, within(200.0));
        assertThat((double) Core.countNonZero(mask.submat(500, 600, 900, 1000)))
                .isCloseTo(Math.PI * 25 * 25, within(150.0));
        assertThat(Core.countNonZero(mask)).isBetween(13_000, 13_600);
    }

    /// The other way of reading the same grid is the reference.
    @Test
    void readsTheWholePictureAsItReadsABox() {
        var grid = grid(point -> 200 - Math.hypot(point.x() - 20, point.y() - 580));
        var box = grid.decode(letterbox, new Box(0, 0, 1000, 600), 0).orElseThrow();
        var other = Mat.zeros(600, 1000, CvType.CV_8UC1);
        box.paintInto(other, 255);

        var mask = grid.decodeWhole(letterbox, 0);

        var difference = new Mat();
        Core.compare(mask, other, difference, Core.CMP_NE);
        assertThat(Core.countNonZero(difference)).isLessThan(20);
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

    @Test
    void sumsPrototypesByTheirCoefficients() {
        var grid =
                MaskGrid.ofPrototypes(
                        new float[] {2, -1}, new float[] {1, 2, 3, 4, 10, 20, 30, 40}, 2, 2);

        assertThat(grid.logits()).containsExactly(-8, -16, -24, -32);
    }

    @Test
    void paintsItselfIntoAMaskOfThePicture() {
        OpenCvLibrary.load();
        var picture = Mat.zeros(60, 100, CvType.CV_8UC1);

        new LesionMask(90, 40, 2, 3, new byte[] {1, 0, 1, 1, 1, 1}).paintInto(picture, 255);

        assertThat(Core.countNonZero(picture)).isEqualTo(5);
        assertThat(picture.get(40, 90)).containsExactly(255);
        assertThat(picture.get(40, 91)).containsExactly(0);
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
