package io.dermflow.imaging.entropy;

import io.dermflow.imaging.GeneratedPicture;
import java.util.Arrays;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/// The kinds of JPEG that cameras and apps write, encoded by OpenCV, whose headers are those of our
/// canonical form.
enum JpegVariant {
    BASELINE,
    FULL_CHROMA(Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444),
    RESTARTS(Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 20),
    PROGRESSIVE(Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1),
    PROGRESSIVE_RESTARTS(
            Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1, Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 33),
    GREY,
    GREY_PROGRESSIVE(Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);

    private static final int END = 2;

    private final int[] parameters;

    JpegVariant(int... parameters) {
        this.parameters = parameters;
    }

    byte[] of(int width, int height, int quality) {
        var picture = GeneratedPicture.photo(width, height, 7 + ordinal());
        var all = Arrays.copyOf(parameters, parameters.length + 2);
        all[parameters.length] = Imgcodecs.IMWRITE_JPEG_QUALITY;
        all[parameters.length + 1] = quality;
        var encoded =
                GeneratedPicture.encode(
                        ".jpg", name().startsWith("GREY") ? grey(picture) : picture, all);
        picture.release();
        return encoded;
    }

    /// The first `length` bytes, closed by an end marker.
    static byte[] cutAndClosed(byte[] jpeg, int length) {
        var cut = Arrays.copyOf(jpeg, length + END);
        cut[length] = (byte) 0xFF;
        cut[length + 1] = (byte) 0xD9;
        return cut;
    }

    private static Mat grey(Mat picture) {
        var grey = new Mat();
        Core.extractChannel(picture, grey, 1);
        return grey;
    }
}
