package io.dermflow.imaging.skin;

import io.dermflow.imaging.decode.OpenCvLibrary;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// Skin that colour and surface can be measured on: known to be skin or of a skin's colour, well
/// exposed, away from what is excluded and from edges.
public final class PlainSkin {

    /// In a mask of what is excluded: skin whatever its colour. Where the mask is 0 the colour
    /// decides; every other value excludes.
    public static final int KNOWN_SKIN = 128;

    /// Blown-out and black pixels have lost their colour.
    private static final int DARKEST = 6;

    private static final int BRIGHTEST = 250;

    /// Colours mix as far as the smoothing reaches.
    private static final int EDGE = 7;

    private PlainSkin() {}

    /// @param bgr 8UC3 sRGB, stays the caller's
    /// @param excluded 8UC1 of the same size, not zero where nothing is measured, but for
    ///   [#KNOWN_SKIN]; or an empty `Mat`. Stays the caller's
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
        if (!excluded.empty()) {
            apply(excluded, mask);
        }
        var exposed = new Mat();
        Core.inRange(smooth, Scalar.all(DARKEST), Scalar.all(BRIGHTEST), exposed);
        Core.bitwise_and(mask, exposed, mask);
        exposed.release();
        var kernel = Mat.ones(EDGE, EDGE, mask.type());
        Imgproc.erode(mask, mask, kernel);
        kernel.release();
        return mask;
    }

    private static void apply(Mat excluded, Mat mask) {
        mask.setTo(Scalar.all(0), excluded);
        var known = new Mat();
        Core.compare(excluded, Scalar.all(KNOWN_SKIN), known, Core.CMP_EQ);
        mask.setTo(Scalar.all(255), known);
        known.release();
    }
}
