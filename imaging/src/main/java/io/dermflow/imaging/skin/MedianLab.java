package io.dermflow.imaging.skin;

import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.pixels.LabPixels;
import java.util.Arrays;
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
        var step = Math.ceilDiv(marked, MAX_PIXELS);
        var values = new float[3][Math.ceilDiv(marked, step)];
        var lab = LabPixels.of(bgr);
        var row = new float[bgr.cols() * 3];
        var inside = new byte[bgr.cols()];
        var seen = 0;
        for (var y = 0; y < bgr.rows(); y++) {
            lab.get(y, 0, row);
            mask.get(y, 0, inside);
            seen = collect(row, inside, values, step, seen);
        }
        lab.release();
        return new MedianLab(
                new Lab(median(values[0]), median(values[1]), median(values[2])), values[0].length);
    }

    /// Returns how many pixels under the mask there were so far.
    private static int collect(
            float[] row, byte[] inside, float[][] values, int step, int seenBefore) {
        var seen = seenBefore;
        for (var x = 0; x < inside.length; x++) {
            if (inside[x] == 0) {
                continue;
            }
            if (seen % step == 0) {
                values[0][seen / step] = row[3 * x];
                values[1][seen / step] = row[3 * x + 1];
                values[2][seen / step] = row[3 * x + 2];
            }
            seen++;
        }
        return seen;
    }

    private static double median(float[] values) {
        Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2.0;
    }
}
