package io.dermflow.imaging.pixels;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/// Lab of every pixel, by OpenCV: D65, within 0.3 of `Srgb.toLab()`.
public final class LabPixels {

    private LabPixels() {}

    /// @param bgr 8UC3 sRGB, stays the caller's
    /// @return 32FC3: L* 0..100, a*, b*; owned by the caller
    public static Mat of(Mat bgr) {
        var lab = new Mat();
        bgr.convertTo(lab, CvType.CV_32F, 1 / 255.0);
        Imgproc.cvtColor(lab, lab, Imgproc.COLOR_BGR2Lab);
        return lab;
    }
}
