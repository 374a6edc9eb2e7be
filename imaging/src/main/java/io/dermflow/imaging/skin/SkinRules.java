package io.dermflow.imaging.skin;

import io.dermflow.imaging.pixels.LabPixels;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// Which colours may be skin. Made to miss no skin tone rather than to reject every wooden table: a
/// colour counts when either of two rules takes it.
///
/// - Cb 77..127 and Cr 133..173 (Chai and Ngan 1999). By itself it loses very light and very dark
///   skin, which is nearly neutral.
/// - In Lab: L* 8..98, C* 3.5..60, hue 15..100 degrees: our own bounds, wide enough for all ten
///   swatches of the Monk scale with room to both sides; neutral greys fall out by chroma.
final class SkinRules {

    private static final Scalar YCRCB_LOW = new Scalar(0, 133, 77);
    private static final Scalar YCRCB_HIGH = new Scalar(255, 173, 127);

    private static final Scalar LAB_LOW = new Scalar(8, 3.5, 15);
    private static final Scalar LAB_HIGH = new Scalar(98, 60, 100);

    private SkinRules() {}

    /// @param bgr 8UC3, stays the caller's
    /// @return 8UC1, 255 where a rule takes the colour; owned by the caller
    static Mat mask(Mat bgr) {
        var mask = byYCrCb(bgr);
        var byLab = byLab(bgr);
        Core.bitwise_or(mask, byLab, mask);
        byLab.release();
        return mask;
    }

    private static Mat byYCrCb(Mat bgr) {
        var converted = new Mat();
        Imgproc.cvtColor(bgr, converted, Imgproc.COLOR_BGR2YCrCb);
        Core.inRange(converted, YCRCB_LOW, YCRCB_HIGH, converted);
        return converted;
    }

    private static Mat byLab(Mat bgr) {
        var polar = LabPixels.of(bgr);
        var channels = new ArrayList<Mat>();
        Core.split(polar, channels);
        var chroma = new Mat();
        var hue = new Mat();
        Core.cartToPolar(channels.get(1), channels.get(2), chroma, hue, true);
        Core.merge(List.of(channels.getFirst(), chroma, hue), polar);
        Core.inRange(polar, LAB_LOW, LAB_HIGH, polar);
        channels.forEach(Mat::release);
        chroma.release();
        hue.release();
        return polar;
    }
}
