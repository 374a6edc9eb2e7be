package io.dermflow.imaging.quality;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Whether fine detail is missing in one direction only, as it is where the camera or the person
/// moved: a picture out of focus lacks it in all (Yitzhaky and Kopeika 1997, "Identification of
/// blur parameters from motion blurred images": the direction of motion is that of least energy of
/// the derivative).
final class MotionBlur {

    /// Of the Gaussian before the derivatives, pixels: without it the camera's noise, alike in all
    /// directions, hides what is missing.
    private static final double SIGMA = 1;

    private static final int DIRECTIONS = 12;

    private MotionBlur() {}

    /// The mean square of the second derivative in the direction where it is least, over that where
    /// it is greatest.
    ///
    /// @param luma 8UC1, stays the caller's
    /// @return 0..1; 1 where all directions are alike or nothing is drawn
    static double isotropy(Mat luma) {
        var smooth = new Mat();
        luma.convertTo(smooth, CvType.CV_32F);
        Imgproc.GaussianBlur(smooth, smooth, new Size(0, 0), SIGMA, SIGMA, Core.BORDER_REFLECT_101);
        var across = derivative(smooth, 2, 0);
        var both = derivative(smooth, 1, 1);
        var down = derivative(smooth, 0, 2);
        smooth.release();
        double isotropy = isotropy(across, both, down);
        across.release();
        both.release();
        down.release();
        return isotropy;
    }

    /// In the units of central differences with a step of one pixel.
    private static Mat derivative(Mat smooth, int across, int down) {
        var derivative = new Mat();
        double scale = across == down ? 0.25 : 1;
        Imgproc.Sobel(
                smooth,
                derivative,
                CvType.CV_32F,
                across,
                down,
                1,
                scale,
                0,
                Core.BORDER_REFLECT_101);
        return derivative;
    }

    /// The second derivative in a direction is a sum of these three, so its square one of their
    /// products.
    private static double isotropy(Mat across, Mat both, Mat down) {
        double acrossAcross = across.dot(across);
        double acrossBoth = across.dot(both);
        double acrossDown = across.dot(down);
        double bothBoth = both.dot(both);
        double bothDown = both.dot(down);
        double downDown = down.dot(down);
        double least = Double.MAX_VALUE;
        double greatest = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            double cos = Math.cos(Math.PI * i / DIRECTIONS);
            double sin = Math.sin(Math.PI * i / DIRECTIONS);
            double a = cos * cos;
            double b = 2 * cos * sin;
            double c = sin * sin;
            double square =
                    a * a * acrossAcross
                            + b * b * bothBoth
                            + c * c * downDown
                            + 2 * (a * b * acrossBoth + a * c * acrossDown + b * c * bothDown);
            least = Math.min(least, square);
            greatest = Math.max(greatest, square);
        }
        return greatest > 0 ? Math.clamp(least / greatest, 0, 1) : 1;
    }
}
