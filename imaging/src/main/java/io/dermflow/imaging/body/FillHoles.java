package io.dermflow.imaging.body;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.lesion.LesionMask;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// Fills what a network left out inside of a person: nobody has holes. The gap between an arm on
/// the hip and the trunk is larger than what is filled.
final class FillHoles {

    /// Of the person's area: the largest hole that is filled.
    private static final double LARGEST = 0.005;

    private FillHoles() {}

    static LesionMask in(LesionMask mask) {
        OpenCvLibrary.load();
        var inside = mask.toMat();
        var around = new Mat();
        var labels = new Mat();
        var statistics = new Mat();
        var centres = new Mat();
        try {
            // A border, so that everything outside is one part.
            Core.copyMakeBorder(inside, around, 1, 1, 1, 1, Core.BORDER_CONSTANT, Scalar.all(0));
            Core.bitwise_not(around, around);
            var parts =
                    Imgproc.connectedComponentsWithStats(
                            around, labels, statistics, centres, 4, CvType.CV_32S);
            var small = new boolean[parts];
            for (var part = 1; part < parts; part++) {
                small[part] =
                        statistics.get(part, Imgproc.CC_STAT_AREA)[0] <= LARGEST * mask.area();
            }
            return filled(mask, labels, small);
        } finally {
            inside.release();
            around.release();
            labels.release();
            statistics.release();
            centres.release();
        }
    }

    private static LesionMask filled(LesionMask mask, Mat labels, boolean[] small) {
        var bytes = new byte[mask.width() * mask.height()];
        var row = new int[labels.cols()];
        for (var y = 0; y < mask.height(); y++) {
            labels.get(y + 1, 0, row);
            for (var x = 0; x < mask.width(); x++) {
                bytes[y * mask.width() + x] =
                        (byte) (mask.contains(x, y) || small[row[x + 1]] ? 1 : 0);
            }
        }
        return new LesionMask(mask.left(), mask.top(), mask.width(), mask.height(), bytes);
    }
}
