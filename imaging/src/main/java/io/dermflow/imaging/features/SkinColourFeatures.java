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

    /// Pixels. The half more is what a disc of whole pixels, 41 across, reaches beyond 20.
    private static final double LARGEST_GLINT_RADIUS = 20.5;

    private static final double DARKEST_LIGHT = 1e-3;

    /// Of each level of eight bits.
    private static final double[] LOG_LIGHT = logLight();

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
        return Surface.median(indices, count);
    }

    private static double erythema(byte red, byte green) {
        return 100 * (LOG_LIGHT[red & 0xFF] - LOG_LIGHT[green & 0xFF]);
    }

    private static double[] logLight() {
        var table = new double[256];
        for (var i = 0; i < table.length; i++) {
            table[i] = Math.log10(Math.max(DARKEST_LIGHT, Srgb.toLinear(i / 255.0)));
        }
        return table;
    }

    static double spots(Surface surface) {
        var spot = Surface.smooth(surface.lightness(), SPOT_SIGMA);
        var around = surroundings(surface.lightness(), AROUND_SIGMA, 2);
        Core.subtract(around, spot, around);
        spot.release();
        var dark = Surface.above(around, SPOT_DEPTH);
        around.release();
        return surface.share(dark);
    }

    static double oiliness(Surface surface) {
        var around = surroundings(surface.lightness(), SHINE_AROUND_SIGMA, 4);
        Core.subtract(surface.lightness(), around, around);
        var bright = Surface.above(around, SHINE);
        around.release();
        var limit = SHINE_CHROMA * Surface.median(surface.chroma(), surface.mask());
        var pale = new Mat();
        Core.compare(surface.chroma(), new Scalar(limit), pale, Core.CMP_LT);
        Core.bitwise_and(bright, pale, bright);
        pale.release();
        var share = Core.countNonZero(bright) == 0 ? 0 : shareOfSkin(bright, surface);
        bright.release();
        return share;
    }

    private static double shareOfSkin(Mat bright, Surface surface) {
        // A strong glint has lost its colour and so is no plain skin: holes of its size count.
        var closed = closed(surface.mask());
        Core.bitwise_and(bright, closed, bright);
        var share = 100.0 * Core.countNonZero(bright) / Math.max(1, Core.countNonZero(closed));
        closed.release();
        return share;
    }

    /// Lightness far around each pixel, looked at in a smaller picture: a wide blur keeps nothing
    /// that the reduction would lose.
    ///
    /// @param divisor of each side; the blur spans at least four pixels of the smaller picture
    private static Mat surroundings(Mat lightness, double sigma, double divisor) {
        var small = new Mat();
        var size =
                new Size(
                        Math.ceil(lightness.cols() / divisor),
                        Math.ceil(lightness.rows() / divisor));
        Imgproc.resize(lightness, small, size, 0, 0, Imgproc.INTER_AREA);
        var smooth = Surface.smooth(small, sigma / divisor);
        small.release();
        Imgproc.resize(smooth, smooth, lightness.size(), 0, 0, Imgproc.INTER_LINEAR);
        return smooth;
    }

    /// A closing with a disc, by distances: its cost does not grow with the disc.
    private static Mat closed(Mat mask) {
        var outside = new Mat();
        Core.bitwise_not(mask, outside);
        var grown = farther(outside, LARGEST_GLINT_RADIUS);
        outside.release();
        Core.bitwise_not(grown, grown);
        var closed = farther(grown, LARGEST_GLINT_RADIUS);
        grown.release();
        return closed;
    }

    /// 8UC1, 255 where the nearest zero of `picture` is farther away than `limit`.
    private static Mat farther(Mat picture, double limit) {
        var distances = new Mat();
        Imgproc.distanceTransform(picture, distances, Imgproc.DIST_L2, Imgproc.DIST_MASK_PRECISE);
        var farther = Surface.above(distances, limit);
        distances.release();
        return farther;
    }
}
