package io.dermflow.imaging.skin;

import io.dermflow.imaging.decode.OpenCvLibrary;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Which pixels may be skin, by colour alone: those whose smoothed colour [SkinRules] takes.
public final class SkinMask {

    /// Standard deviation in pixels: grain goes down to a seventh, lesions stay.
    private static final double SMOOTHING = 2;

    private SkinMask() {}

    /// Makes the table of all colours, which takes about a second on a busy core; else the first
    /// picture has to wait for it.
    public static void prepare() {
        OpenCvLibrary.load();
        SkinColours.prepare();
    }

    /// @param bgr 8UC3, stays the caller's
    /// @return 8UC1 of the same size, 255 where skin may be, 0 elsewhere; owned by the caller
    public static Mat of(Mat bgr) {
        OpenCvLibrary.load();
        var smooth = smoothed(bgr);
        var mask = SkinColours.mask(smooth);
        smooth.release();
        return mask;
    }

    /// Share of the picture that may be skin, 0..1.
    public static double share(Mat bgr) {
        var mask = of(bgr);
        try {
            return Core.countNonZero(mask) / (double) mask.total();
        } finally {
            mask.release();
        }
    }

    /// @return owned by the caller
    static Mat smoothed(Mat bgr) {
        var smooth = new Mat();
        Imgproc.GaussianBlur(bgr, smooth, new Size(0, 0), SMOOTHING);
        return smooth;
    }
}
