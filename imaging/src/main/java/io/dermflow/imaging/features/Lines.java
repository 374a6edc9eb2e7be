package io.dermflow.imaging.features;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/// How strong dark lines are on the skin.
final class Lines {

    private static final double SIGMA = 2;

    /// Of the larger curvature: above it a dark place is a dot rather than a line.
    private static final double ROUNDNESS = 0.4;

    private Lines() {}

    static double strength(Surface surface) {
        var smooth = Surface.smooth(surface.lightness(), SIGMA);
        var xx = derivative(smooth, 2, 0);
        var yy = derivative(smooth, 0, 2);
        var xy = derivative(smooth, 1, 1);
        smooth.release();
        var mask = surface.maskValues();
        var sum = 0.0;
        var skin = 0;
        for (var i = 0; i < mask.length; i++) {
            if (mask[i] != 0) {
                skin++;
                sum += line(xx[i], yy[i], xy[i]);
            }
        }
        return sum / Math.max(1, skin);
    }

    /// The curvature across a dark line; 0 where there is none.
    private static double line(double xx, double yy, double xy) {
        var mean = (xx + yy) / 2;
        var half = (xx - yy) / 2;
        // Not Math.hypot(), which guards against overflows that L* can't reach, at ten times the
        // cost.
        var spread = Math.sqrt(half * half + xy * xy);
        var across = mean + spread;
        var along = Math.abs(mean - spread);
        return across > 0 && along < ROUNDNESS * across ? across : 0;
    }

    private static float[] derivative(Mat smooth, int dx, int dy) {
        var derivative = new Mat();
        Imgproc.Sobel(smooth, derivative, CvType.CV_32F, dx, dy, 3, 0.25);
        var values = new float[(int) derivative.total()];
        derivative.get(0, 0, values);
        derivative.release();
        return values;
    }
}
