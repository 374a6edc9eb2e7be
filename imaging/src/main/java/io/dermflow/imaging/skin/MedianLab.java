package io.dermflow.imaging.skin;

import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.pixels.LabPixels;
import java.util.Arrays;
import org.opencv.core.Mat;

/// Median of L*, a* and b* under a mask, each for itself: hairs, pores and glints don't move it.
final class MedianLab {

    private MedianLab() {}

    /// @param bgr 8UC3
    /// @param mask 8UC1, with at least one pixel that is not zero
    static Lab of(Mat bgr, Mat mask) {
        var lab = LabPixels.of(bgr);
        var values = new float[3][(int) mask.total()];
        var row = new float[bgr.cols() * 3];
        var inside = new byte[bgr.cols()];
        var count = 0;
        for (var y = 0; y < bgr.rows(); y++) {
            lab.get(y, 0, row);
            mask.get(y, 0, inside);
            count = collect(row, inside, values, count);
        }
        lab.release();
        return new Lab(
                median(values[0], count), median(values[1], count), median(values[2], count));
    }

    private static int collect(float[] row, byte[] inside, float[][] values, int count) {
        var next = count;
        for (var x = 0; x < inside.length; x++) {
            if (inside[x] != 0) {
                values[0][next] = row[3 * x];
                values[1][next] = row[3 * x + 1];
                values[2][next] = row[3 * x + 2];
                next++;
            }
        }
        return next;
    }

    private static double median(float[] values, int count) {
        Arrays.sort(values, 0, count);
        return (values[(count - 1) / 2] + values[count / 2]) / 2.0;
    }
}
