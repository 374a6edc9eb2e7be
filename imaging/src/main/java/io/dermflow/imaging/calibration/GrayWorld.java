package io.dermflow.imaging.calibration;

import io.dermflow.imaging.skin.SkinMask;
import java.util.ArrayList;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
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
        var light = ColourCorrection.linear(bgr);
        Core.pow(light, POWER, light);
        var channels = new ArrayList<Mat>();
        Core.split(light, channels);
        light.release();
        var means =
                channels.stream()
                        .mapToDouble(
                                channel -> Math.pow(Core.mean(channel, mask).val[0], 1 / POWER))
                        .toArray();
        channels.forEach(Mat::release);
        return new LinearRgb(means[2], means[1], means[0]);
    }

    private static boolean plausible(LinearRgb light) {
        var least = Math.min(light.red(), Math.min(light.green(), light.blue()));
        var most = Math.max(light.red(), Math.max(light.green(), light.blue()));
        return least > 0 && most / least <= MOST_TINT;
    }
}
