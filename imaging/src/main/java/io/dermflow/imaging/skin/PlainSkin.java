package io.dermflow.imaging.skin;

import io.dermflow.imaging.decode.OpenCvLibrary;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// Skin that colour and surface can be measured on: skin-like, well exposed, away from what is
/// excluded and from edges.
public final class PlainSkin {

    /// Blown-out and black pixels have lost their colour.
    private static final int DARKEST = 6;

    private static final int BRIGHTEST = 250;

    /// Colours mix as far as the smoothing reaches.
    private static final int EDGE = 7;

    private PlainSkin() {}

    /// @param bgr 8UC3 sRGB, stays the caller's
    /// @param excluded 8UC1 of the same size, not zero where nothing is measured; or an empty
    ///   `Mat`. Stays the caller's
    /// @return 8UC1, 255 on plain skin; owned by the caller
    public static Mat mask(Mat bgr, Mat excluded) {
        OpenCvLibrary.load();
        var smooth = SkinMask.smoothed(bgr);
        try {
            return ofSmoothed(smooth, excluded);
        } finally {
            smooth.release();
        }
    }

    static Mat ofSmoothed(Mat smooth, Mat excluded) {
        var mask = SkinColours.mask(smooth);
        var exposed = new Mat();
        Core.inRange(smooth, Scalar.all(DARKEST), Scalar.all(BRIGHTEST), exposed);
        Core.bitwise_and(mask, exposed, mask);
        exposed.release();
        if (!excluded.empty()) {
            mask.setTo(Scalar.all(0), excluded);
        }
        var kernel = Mat.ones(EDGE, EDGE, mask.type());
        Imgproc.erode(mask, mask, kernel);
        kernel.release();
        return mask;
    }
}
