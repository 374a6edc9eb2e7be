package io.dermflow.imaging.overlay;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.lesion.LesionMask;
import java.util.Map;
import java.util.TreeMap;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/// Masks as PNGs of one channel of 8 bits, pixel by pixel as they were measured on: 0 where nothing
/// is.
public final class MaskPicture {

    /// The largest number that a pixel can hold.
    public static final int MOST = 255;

    private MaskPicture() {}

    /// Several masks in one picture, each with a number of its own as value. Where two overlap the
    /// lower number stands.
    ///
    /// @param width of the picture whose coordinates the masks have
    /// @param height of that picture
    /// @param masks by number, 1..255
    public static byte[] numbered(int width, int height, Map<Integer, LesionMask> masks) {
        OpenCvLibrary.load();
        var picture = Mat.zeros(height, width, CvType.CV_8UC1);
        try {
            new TreeMap<>(masks)
                    .descendingMap()
                    .forEach((number, mask) -> mask.paintInto(picture, number));
            return of(picture);
        } finally {
            picture.release();
        }
    }

    /// @param mask 8UC1, stays the caller's
    public static byte[] of(Mat mask) {
        var png = new MatOfByte();
        try {
            Imgcodecs.imencode(".png", mask, png);
            return png.toArray();
        } finally {
            png.release();
        }
    }
}
