package io.dermflow.imaging.skin;

import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.pixels.LabPixels;
import io.dermflow.imaging.pixels.Rank;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// Median of L*, a* and b* under a mask, each for itself: hairs, pores and glints don't move it.
///
/// @param lab the three medians
/// @param pixels how many they are of
record MedianLab(Lab lab, int pixels) {

    /// More pixels move a median less than the camera's noise does.
    private static final int MAX_PIXELS = 50_000;

    /// Takes every pixel under the mask, or evenly every n-th so that 50,000 are enough.
    ///
    /// @param bgr 8UC3
    /// @param mask 8UC1
    /// @param marked how many pixels of the mask are not zero, at least 1
    static MedianLab of(Mat bgr, Mat mask, int marked) {
        var sample = sample(bgr, mask, marked, Math.ceilDiv(marked, MAX_PIXELS));
        var lab = LabPixels.of(sample);
        var count = sample.cols();
        sample.release();
        var values = new float[count * 3];
        lab.get(0, 0, values);
        lab.release();
        return new MedianLab(
                new Lab(median(values, 0), median(values, 1), median(values, 2)), count);
    }

    /// 8UC3, one row: every `step`-th pixel under the mask; owned by the caller.
    private static Mat sample(Mat bgr, Mat mask, int marked, int step) {
        var sampled = new byte[Math.ceilDiv(marked, step) * 3];
        var row = new byte[bgr.cols() * 3];
        var inside = new byte[bgr.cols()];
        var seen = 0;
        for (var y = 0; y < bgr.rows(); y++) {
            bgr.get(y, 0, row);
            mask.get(y, 0, inside);
            seen = collect(row, inside, sampled, step, seen);
        }
        var sample = new Mat(1, sampled.length / 3, CvType.CV_8UC3);
        sample.put(0, 0, sampled);
        return sample;
    }

    /// Returns how many pixels under the mask there were so far.
    private static int collect(
            byte[] row, byte[] inside, byte[] sampled, int step, int seenBefore) {
        var seen = seenBefore;
        for (var x = 0; x < inside.length; x++) {
            if (inside[x] == 0) {
                continue;
            }
            if (seen % step == 0) {
                System.arraycopy(row, 3 * x, sampled, 3 * (seen / step), 3);
            }
            seen++;
        }
        return seen;
    }

    private static double median(float[] lab, int channel) {
        var values = new float[lab.length / 3];
        for (var i = 0; i < values.length; i++) {
            values[i] = lab[3 * i + channel];
        }
        var upper = Rank.select(values, values.length, values.length / 2);
        var lower = Rank.select(values, values.length, (values.length - 1) / 2);
        return (lower + upper) / 2.0;
    }
}
