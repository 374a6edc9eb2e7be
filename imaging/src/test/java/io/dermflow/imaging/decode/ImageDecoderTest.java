package io.dermflow.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.geometry.Orientation;
import io.dermflow.imaging.geometry.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

class ImageDecoderTest {

    @ParameterizedTest
    @CsvSource({
        "640, 640, 1",
        "640, 641, 1",
        "640, 320, 2",
        "640, 321, 1",
        "640, 160, 4",
        "640, 80, 8",
        "640, 1, 8",
        "650, 82, 8",
        "650, 83, 4"
    })
    void reducesAJpegAsFarAsTheLongSideAllows(int longSide, int minLongSide, int divisor) {
        var picture = GeneratedPicture.photo(longSide, 300, 1);
        var jpeg = GeneratedPicture.encode(".jpg", picture);

        try (var image = decode(jpeg, "image/jpeg", 1, minLongSide)) {
            assertThat(image.width()).isEqualTo((longSide + divisor - 1) / divisor);
            assertThat(image.fullWidth()).isEqualTo(longSide);
            assertThat(image.fullHeight()).isEqualTo(300);
            assertThat(image.scale()).isCloseTo(1.0 / divisor, within(0.01));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsThePictureUprightOnce(int exif) {
        // A red corner patch, stored in the way a camera with this orientation would.
        var stored = GeneratedPicture.plain(64, 96, new Srgb(0, 0, 0));
        stored.submat(new Rect(0, 0, 16, 16)).setTo(new Scalar(0, 0, 255));
        var jpeg = GeneratedPicture.encode(".jpg", stored);
        var png = GeneratedPicture.encode(".png", stored);
        var patch = Orientation.of(exif).upright(new Point(8, 8), 64, 96);

        for (var type : List.of("image/jpeg", "image/png")) {
            try (var image = decode(type.endsWith("png") ? png : jpeg, type, exif, 1000)) {
                assertThat(image.width()).isEqualTo(exif > 4 ? 96 : 64);
                assertThat(image.fullHeight()).isEqualTo(exif > 4 ? 64 : 96);
                assertThat(image.pixels().get((int) patch.y(), (int) patch.x())[2])
                        .isGreaterThan(200);
            }
        }
    }

    @Test
    void reducesSixteenBitsToEight() {
        var deep = new Mat(64, 64, CvType.CV_16UC3, new Scalar(0, 257 * 100 + 3, 65535));

        try (var image = decode(GeneratedPicture.encode(".png", deep), "image/png", 1, 64)) {
            assertThat(image.pixels().type()).isEqualTo(CvType.CV_8UC3);
            assertThat(image.pixels().get(5, 5)).containsExactly(0, 100, 255);
        }
    }

    @ParameterizedTest
    @CsvSource({"255, 10, 20, 30", "0, 255, 255, 255", "128, 132, 137, 142"})
    void flattensAlphaOnWhite(int alpha, int blue, int green, int red) {
        var transparent = new Mat(64, 64, CvType.CV_8UC4, new Scalar(10, 20, 30, alpha));

        for (var format : List.of("png", "webp")) {
            var bytes = GeneratedPicture.encode("." + format, transparent);
            try (var image = decode(bytes, "image/" + format, 1, 64)) {
                var pixel = image.pixels().get(9, 9);
                // A lossy WebP shifts colours a little.
                var error = format.equals("png") ? 1.0 : 6.0;
                assertThat(pixel[0]).isCloseTo(blue, within(error));
                assertThat(pixel[1]).isCloseTo(green, within(error));
                assertThat(pixel[2]).isCloseTo(red, within(error));
            }
        }
    }

    @Test
    void makesColourOfGrey() {
        var grey = new Mat(64, 80, CvType.CV_8UC1, new Scalar(77));

        for (var format : List.of("png", "jpeg")) {
            var bytes = GeneratedPicture.encode("." + format, grey);
            try (var image = decode(bytes, "image/" + format, 1, 64)) {
                assertThat(image.pixels().get(9, 9)).containsExactly(77, 77, 77);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpeg", "image/png", "image/webp"})
    void refusesBytesThatAreNoPicture(String mediaType) {
        assertThatThrownBy(() -> decode(new byte[] {1, 2, 3, 4}, mediaType, 1, 64))
                .isInstanceOf(UndecodableImage.class);
        assertThatThrownBy(() -> decode(new byte[0], mediaType, 1, 64))
                .isInstanceOf(UndecodableImage.class);
    }

    private static DecodedImage decode(byte[] bytes, String type, int orientation, int minimum) {
        return ImageDecoder.decode(bytes, new DecodeRequest(type, orientation, minimum));
    }
}
