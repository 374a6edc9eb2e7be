package io.dermflow.vision.pipeline;

import io.dermflow.imaging.calibration.ColourCorrection;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A picture as it would have been in a mirror, by another camera or in another light. What they
/// give is the caller's, as what they take is.
final class Altered {

    private Altered() {}

    static Mat mirrored(Mat picture) {
        var mirrored = new Mat();
        Core.flip(picture, mirrored, 1);
        return mirrored;
    }

    /// @param factor of both sides
    static Mat resized(Mat picture, double factor) {
        var resized = new Mat();
        int method = factor < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC;
        Imgproc.resize(picture, resized, new Size(), factor, factor, method);
        return resized;
    }

    /// @param stops 1 doubles the light
    static Mat exposed(Mat picture, double stops) {
        double gain = Math.pow(2, stops);
        var light =
                new ColourCorrection(
                        ColourCorrection.Basis.NONE,
                        List.of(gain, 0d, 0d, 0d, 0d, gain, 0d, 0d, 0d, 0d, gain, 0d),
                        0);
        return light.apply(picture);
    }
}
