package io.dermflow.imaging.features;

import io.dermflow.imaging.pixels.LabPixels;
import io.dermflow.imaging.pixels.Rank;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// What the features have in common: lightness, chroma and the mask of plain skin, at one size.
///
/// @param bgr 8UC3; closed with this object, as the others
/// @param lightness 32FC1 L*
/// @param chroma 32FC1 C*
/// @param mask 8UC1
record Surface(Mat bgr, Mat lightness, Mat chroma, Mat mask) implements AutoCloseable {

    /// Takes over both.
    static Surface of(Mat bgr, Mat mask) {
        var lab = LabPixels.of(bgr);
        List<Mat> channels = new ArrayList<>();
        Core.split(lab, channels);
        lab.release();
        var chroma = new Mat();
        Core.magnitude(channels.get(1), channels.get(2), chroma);
        channels.get(1).release();
        channels.get(2).release();
        return new Surface(bgr, channels.getFirst(), chroma, mask);
    }

    /// @param sigma pixels
    /// @return owned by the caller
    static Mat smooth(Mat values, double sigma) {
        var smooth = new Mat();
        Imgproc.GaussianBlur(values, smooth, new Size(0, 0), sigma);
        return smooth;
    }

    /// Share of the mask in which a condition of two pictures is met, per cent.
    ///
    /// @param condition 8UC1, taken over
    double share(Mat condition) {
        Core.bitwise_and(condition, mask, condition);
        var share = 100.0 * Core.countNonZero(condition) / Math.max(1, Core.countNonZero(mask));
        condition.release();
        return share;
    }

    /// Of the values under the mask; 0 where there are none.
    ///
    /// @param values 32FC1
    /// @param mask 8UC1
    static double median(Mat values, Mat mask) {
        var all = new float[(int) values.total()];
        var inside = new byte[all.length];
        values.get(0, 0, all);
        mask.get(0, 0, inside);
        var count = 0;
        for (var i = 0; i < all.length; i++) {
            if (inside[i] != 0) {
                all[count++] = all[i];
            }
        }
        return median(all, count);
    }

    /// Of the first `count` values, which are reordered; 0 of none.
    static double median(float[] values, int count) {
        return count == 0 ? 0 : Rank.select(values, count, count / 2);
    }

    float[] lightnessValues() {
        var all = new float[(int) lightness.total()];
        lightness.get(0, 0, all);
        return all;
    }

    byte[] maskValues() {
        var all = new byte[(int) mask.total()];
        mask.get(0, 0, all);
        return all;
    }

    /// 8UC1, 255 where `values` lies above `limit`; owned by the caller.
    static Mat above(Mat values, double limit) {
        var cut = new Mat();
        Imgproc.threshold(values, cut, limit, 255, Imgproc.THRESH_BINARY);
        cut.convertTo(cut, CvType.CV_8U);
        return cut;
    }

    @Override
    public void close() {
        bgr.release();
        lightness.release();
        chroma.release();
        mask.release();
    }
}
