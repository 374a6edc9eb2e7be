package io.dermflow.imaging.calibration;

import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.skin.SkinMask;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfFloat;
import org.opencv.core.MatOfInt;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// The colour of the light by "shades of gray" (Finlayson and Trezzi 2004, p = 6) over all that is
/// not skin. Skin is left out because it is never grey on average.
final class GrayWorld {

    private static final double POWER = 6;

    /// Of the picture: with less around the skin the guess would be one object's colour.
    private static final double LEAST_SURROUNDINGS = 0.25;

    /// A light that is farther from daylight than this in a channel is an object's colour after
    /// all: a blue wall, a green towel.
    private static final double MOST_TINT = 1.6;

    private static final int LEVELS = 256;
    private static final int DARKEST = 8;
    private static final int BRIGHTEST = 250;

    private GrayWorld() {}

    /// @return linear, in arbitrary strength; empty when the surroundings don't tell
    static Optional<LinearRgb> of(Mat bgr) {
        var surroundings = surroundings(bgr);
        try {
            var share = Core.countNonZero(surroundings) / (double) surroundings.total();
            return share < LEAST_SURROUNDINGS
                    ? Optional.empty()
                    : Optional.of(mean(bgr, surroundings)).filter(GrayWorld::plausible);
        } finally {
            surroundings.release();
        }
    }

    private static Mat surroundings(Mat bgr) {
        var skin = SkinMask.of(bgr);
        var kernel = Mat.ones(9, 9, skin.type());
        Imgproc.dilate(skin, skin, kernel);
        kernel.release();
        var exposed = new Mat();
        Core.inRange(bgr, Scalar.all(DARKEST), Scalar.all(BRIGHTEST), exposed);
        exposed.setTo(Scalar.all(0), skin);
        skin.release();
        return exposed;
    }

    private static LinearRgb mean(Mat bgr, Mat mask) {
        return new LinearRgb(mean(bgr, 2, mask), mean(bgr, 1, mask), mean(bgr, 0, mask));
    }

    /// By the channel's histogram: there are no more than 256 different values to be raised.
    private static double mean(Mat bgr, int channel, Mat mask) {
        var histogram = new Mat();
        var channels = new MatOfInt(channel);
        var size = new MatOfInt(LEVELS);
        var range = new MatOfFloat(0, LEVELS);
        Imgproc.calcHist(List.of(bgr), channels, mask, histogram, size, range);
        var counts = new float[LEVELS];
        histogram.get(0, 0, counts);
        List.of(histogram, channels, size, range).forEach(Mat::release);
        double sum = 0;
        double count = 0;
        for (var level = 0; level < LEVELS; level++) {
            sum += counts[level] * Math.pow(Srgb.toLinear(level / 255.0), POWER);
            count += counts[level];
        }
        return Math.pow(sum / count, 1 / POWER);
    }

    private static boolean plausible(LinearRgb light) {
        var least = Math.min(light.red(), Math.min(light.green(), light.blue()));
        var most = Math.max(light.red(), Math.max(light.green(), light.blue()));
        return least > 0 && most / least <= MOST_TINT;
    }
}
