package io.dermflow.imaging.features;

import io.dermflow.imaging.colour.Srgb;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Features that lie in colour and light.
final class SkinColourFeatures {

    /// Standard deviations of the two Gaussians, pixels at a long side of 640: blobs of some 4 to
    /// 15 pixels.
    private static final double SPOT_SIGMA = 3;

    private static final double AROUND_SIGMA = 9;

    /// L* by which a spot is darker than its surroundings.
    private static final double SPOT_DEPTH = 2;

    private static final double SHINE_AROUND_SIGMA = 25;

    /// L* by which a glint is lighter than its surroundings.
    private static final double SHINE = 8;

    /// Of the median chroma: a glint has the colour of the lamp.
    private static final double SHINE_CHROMA = 0.85;

    private static final int LARGEST_GLINT_PX = 41;

    private static final double DARKEST_LIGHT = 1e-3;

    private SkinColourFeatures() {}

    static double redness(Surface surface) {
        var pixels = new byte[(int) surface.bgr().total() * 3];
        surface.bgr().get(0, 0, pixels);
        var mask = surface.maskValues();
        var indices = new float[mask.length];
        var count = 0;
        for (var i = 0; i < mask.length; i++) {
            if (mask[i] != 0) {
                indices[count++] = (float) erythema(pixels[3 * i + 2], pixels[3 * i + 1]);
            }
        }
        return Surface.median(java.util.Arrays.copyOf(indices, count));
    }

    private static double erythema(byte red, byte green) {
        return 100 * (Math.log10(light(red)) - Math.log10(light(green)));
    }

    private static double light(byte encoded) {
        return Math.max(DARKEST_LIGHT, Srgb.toLinear((encoded & 0xFF) / 255.0));
    }

    static double spots(Surface surface) {
        var spot = Surface.smooth(surface.lightness(), SPOT_SIGMA);
        var around = Surface.smooth(surface.lightness(), AROUND_SIGMA);
        Core.subtract(around, spot, around);
        spot.release();
        var dark = Surface.above(around, SPOT_DEPTH);
        around.release();
        return surface.share(dark);
    }

    static double oiliness(Surface surface) {
        var around = Surface.smooth(surface.lightness(), SHINE_AROUND_SIGMA);
        Core.subtract(surface.lightness(), around, around);
        var bright = Surface.above(around, SHINE);
        around.release();
        var limit = SHINE_CHROMA * Surface.median(Surface.values(surface.chroma(), surface.mask()));
        var pale = new Mat();
        Core.compare(surface.chroma(), new Scalar(limit), pale, Core.CMP_LT);
        Core.bitwise_and(bright, pale, bright);
        pale.release();
        // A strong glint has lost its colour and so is no plain skin: holes of its size count.
        var closed = closed(surface.mask());
        Core.bitwise_and(bright, closed, bright);
        var share = 100.0 * Core.countNonZero(bright) / Math.max(1, Core.countNonZero(closed));
        bright.release();
        closed.release();
        return share;
    }

    private static Mat closed(Mat mask) {
        var kernel =
                Imgproc.getStructuringElement(
                        Imgproc.MORPH_ELLIPSE, new Size(LARGEST_GLINT_PX, LARGEST_GLINT_PX));
        var closed = new Mat();
        Imgproc.morphologyEx(mask, closed, Imgproc.MORPH_CLOSE, kernel);
        kernel.release();
        return closed;
    }
}
