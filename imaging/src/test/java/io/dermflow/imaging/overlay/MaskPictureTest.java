package io.dermflow.imaging.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.lesion.LesionMask;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

class MaskPictureTest {

    @Test
    void givesEachMaskItsNumberAndTheLowerOneWhereTheyOverlap() {
        var masks = Map.of(2, square(10, 10, 20), 1, square(25, 10, 20), 255, square(0, 40, 5));

        var read = read(MaskPicture.numbered(80, 60, masks));

        assertThat(read.type()).isEqualTo(CvType.CV_8UC1);
        assertThat(read.size().toString()).isEqualTo("80x60");
        assertThat(read.get(15, 12)).containsExactly(2);
        assertThat(read.get(15, 27)).as("both").containsExactly(1);
        assertThat(read.get(15, 44)).containsExactly(1);
        assertThat(read.get(42, 2)).containsExactly(255);
        assertThat(read.get(50, 70)).as("neither").containsExactly(0);
        read.release();
    }

    private static LesionMask square(int left, int top, int side) {
        var inside = new byte[side * side];
        Arrays.fill(inside, (byte) 1);
        return new LesionMask(left, top, side, side, inside);
    }

    private static Mat read(byte[] png) {
        var bytes = new MatOfByte(png);
        var read = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_UNCHANGED);
        bytes.release();
        return read;
    }
}
