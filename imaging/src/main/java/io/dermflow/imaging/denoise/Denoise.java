package io.dermflow.imaging.denoise;

import io.dermflow.imaging.decode.OpenCvLibrary;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/// Edge-keeping smoothing by a bilateral filter (Tomasi and Manduchi 1998). Colours stay; fine
/// texture goes with the noise, so that pores and texture read lower afterwards: off by default.
public final class Denoise {

    private static final int DIAMETER_PX = 7;
    private static final double SIGMA_LEVELS = 25;
    private static final double SIGMA_PX = 3;

    private Denoise() {}

    /// @param bgr 8UC3, stays the caller's
    /// @return 8UC3, owned by the caller
    public static Mat of(Mat bgr) {
        OpenCvLibrary.load();
        var smooth = new Mat();
        Imgproc.bilateralFilter(bgr, smooth, DIAMETER_PX, SIGMA_LEVELS, SIGMA_PX);
        return smooth;
    }
}
