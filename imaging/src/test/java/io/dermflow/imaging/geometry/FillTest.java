package io.dermflow.imaging.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.decode.OpenCvLibrary;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

/// A picture of 300x100: blue, green, red thirds.
class FillTest {

    @BeforeAll
    static void loadOpenCv() {
        OpenCvLibrary.load();
    }

    @Test
    void keepsTheMiddleOfTheLongSide() {
        ByteBuffer input = Fill.cropped(thirds(), 50, 50);

        assertThat(input.remaining()).isEqualTo(50 * 50 * 3);
        for (int pixel = 0; pixel < 50 * 50; pixel++) {
            assertThat(rgb(input, pixel)).isEqualTo("0,255,0");
        }
    }

    @Test
    void squeezesTheWholePictureIn() {
        ByteBuffer input = Fill.stretched(thirds(), 30, 30);

        assertThat(rgb(input, 0)).as("blue, as RGB").isEqualTo("0,0,255");
        assertThat(rgb(input, 15)).isEqualTo("0,255,0");
        assertThat(rgb(input, 29)).isEqualTo("255,0,0");
    }

    private static String rgb(ByteBuffer input, int pixel) {
        return (input.get(3 * pixel) & 0xff)
                + ","
                + (input.get(3 * pixel + 1) & 0xff)
                + ","
                + (input.get(3 * pixel + 2) & 0xff);
    }

    private static Mat thirds() {
        var picture = new Mat(100, 300, CvType.CV_8UC3, new Scalar(0, 255, 0));
        picture.submat(new Rect(0, 0, 100, 100)).setTo(new Scalar(255, 0, 0));
        picture.submat(new Rect(200, 0, 100, 100)).setTo(new Scalar(0, 0, 255));
        return picture;
    }
}
