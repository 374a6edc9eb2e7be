package io.dermflow.imaging.decode;

import java.util.ArrayList;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/// Brings what PNG and WebP may hold into the one form that the rest works on.
final class PixelForm {

    /// 65535 / 257 = 255.
    private static final double SIXTEEN_TO_EIGHT = 1 / 257.0;

    private PixelForm() {}

    /// Makes 8-bit BGR of 8- or 16-bit grey, BGR or BGRA, in place.
    static void toBgr8(Mat pixels) {
        if (pixels.depth() == CvType.CV_16U) {
            pixels.convertTo(pixels, CvType.CV_8U, SIXTEEN_TO_EIGHT);
        }
        switch (pixels.channels()) {
            case 1 -> Imgproc.cvtColor(pixels, pixels, Imgproc.COLOR_GRAY2BGR);
            case 4 -> flattenOnWhite(pixels);
            default -> {}
        }
    }

    /// `255 - (255 - colour) * alpha / 255`: over white, in encoded values as browsers do.
    private static void flattenOnWhite(Mat bgra) {
        var channels = new ArrayList<Mat>();
        Core.split(bgra, channels);
        var alpha = channels.getLast();
        try {
            for (var colour : channels.subList(0, 3)) {
                Core.bitwise_not(colour, colour);
                Core.multiply(colour, alpha, colour, 1 / 255.0);
                Core.bitwise_not(colour, colour);
            }
            Core.merge(channels.subList(0, 3), bgra);
        } finally {
            channels.forEach(Mat::release);
        }
    }
}
