package io.dermflow.imaging.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.colour.Srgb;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterboxTest {

    /// By hand after Ultralytics' `LetterBox`: size, then left and top border.
    @ParameterizedTest
    @CsvSource({
        "4000, 3000, 640, 640, 480, 0, 80",
        "3000, 4000, 640, 480, 640, 80, 0",
        "810, 1080, 640, 480, 640, 80, 0",
        "1000, 667, 640, 640, 427, 0, 106",
        "427, 640, 320, 214, 320, 53, 0",
        "1001, 999, 640, 640, 639, 0, 0",
        "100, 100, 640, 640, 640, 0, 0",
        "20000, 64, 640, 640, 2, 0, 319",
    })
    void roundsAsUltralyticsDoes(
            int width,
            int height,
            int input,
            int contentWidth,
            int contentHeight,
            int left,
            int top) {
        assertThat(Letterbox.fit(width, height, input, input))
                .isEqualTo(
                        new Letterbox(
                                width,
                                height,
                                input,
                                input,
                                contentWidth,
                                contentHeight,
                                left,
                                top));
    }

    @Test
    void leadsPointsAndBoxesBack() {
        var random = new Random(5);
        for (var i = 0; i < 5_000; i++) {
            var letterbox =
                    Letterbox.fit(64 + random.nextInt(5_000), 64 + random.nextInt(5_000), 640, 320);
            var point =
                    new Point(
                            random.nextDouble(letterbox.sourceWidth()),
                            random.nextDouble(letterbox.sourceHeight()));

            var input = letterbox.toInput(point);
            var back = letterbox.undo(input);

            assertThat(input.x()).isBetween(0.0, 640.0);
            assertThat(input.y()).isBetween(0.0, 320.0);
            assertThat(back.x()).isCloseTo(point.x(), within(1e-6));
            assertThat(back.y()).isCloseTo(point.y(), within(1e-6));
        }
    }

    @Test
    void cutsBoxesAtThePicturesEdgeWithoutMovingThem() {
        var letterbox = Letterbox.fit(640, 480, 640, 640);

        var box = letterbox.undo(new Box(-20, 70, 100, 50));

        assertThat(box).isEqualTo(new Box(0, 0, 80, 40));
    }

    @Test
    void writesRgbBetweenGreyBorders() {
        var picture = GeneratedPicture.plain(200, 100, new Srgb(250, 20, 5));
        var letterbox = Letterbox.fit(200, 100, 64, 64);

        var input = letterbox.apply(picture);

        assertThat(input.capacity()).isEqualTo(64 * 64 * 3);
        assertPixel(input, 0, 114, 114, 114);
        assertPixel(input, 15 * 64, 114, 114, 114);
        assertPixel(input, 16 * 64, 250, 20, 5);
        assertPixel(input, 47 * 64 + 63, 250, 20, 5);
        assertPixel(input, 48 * 64, 114, 114, 114);
    }

    @Test
    void fillsABatchSliceBySlice() {
        var letterbox = Letterbox.fit(64, 64, 32, 32);
        var batch = ByteBuffer.allocateDirect(2 * letterbox.inputBytes());

        letterbox.apply(GeneratedPicture.plain(64, 64, new Srgb(1, 2, 3)), batch);
        batch.position(letterbox.inputBytes());
        letterbox.apply(GeneratedPicture.plain(64, 64, new Srgb(4, 5, 6)), batch);

        assertThat(batch.position()).isEqualTo(letterbox.inputBytes());
        assertPixel(batch, 0, 1, 2, 3);
        assertPixel(batch, 32 * 32 - 1, 1, 2, 3);
        assertPixel(batch, 32 * 32, 4, 5, 6);
    }

    @Test
    void takesAReducedPictureOfTheSameShape() {
        var reduced = GeneratedPicture.plain(50, 25, new Srgb(9, 9, 9));
        var letterbox = Letterbox.fit(400, 200, 64, 64);

        assertPixel(letterbox.apply(reduced), 16 * 64, 9, 9, 9);
        assertThat(letterbox.undo(new Box(0, 16, 64, 32))).isEqualTo(new Box(0, 0, 400, 200));
    }

    @Test
    void refusesABufferThatIsTooSmall() {
        var letterbox = Letterbox.fit(64, 64, 32, 32);
        var picture = GeneratedPicture.plain(64, 64, new Srgb(1, 2, 3));

        assertThatThrownBy(() -> letterbox.apply(picture, ByteBuffer.allocateDirect(32 * 32)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertPixel(ByteBuffer input, int pixel, int red, int green, int blue) {
        assertThat(input.get(3 * pixel) & 0xFF).isEqualTo(red);
        assertThat(input.get(3 * pixel + 1) & 0xFF).isEqualTo(green);
        assertThat(input.get(3 * pixel + 2) & 0xFF).isEqualTo(blue);
    }
}
