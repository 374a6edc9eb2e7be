package io.dermflow.imaging.lesion;

import io.dermflow.imaging.decode.OpenCvLibrary;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/// Keeps the largest connected part of a mask (8 neighbours).
final class LargestPart {

    private LargestPart() {}

    static Optional<LesionMask> of(LesionMask mask) {
        OpenCvLibrary.load();
        var mat = mask.toMat();
        var labels = new Mat();
        var statistics = new Mat();
        var centres = new Mat();
        try {
            var parts =
                    Imgproc.connectedComponentsWithStats(
                            mat, labels, statistics, centres, 8, CvType.CV_32S);
            return parts < 2
                    ? Optional.empty()
                    : Optional.of(only(mask, labels, largest(statistics, parts)));
        } finally {
            mat.release();
            labels.release();
            statistics.release();
            centres.release();
        }
    }

    /// Label 0 is the background.
    private static int largest(Mat statistics, int parts) {
        var best = 1;
        for (var label = 2; label < parts; label++) {
            if (area(statistics, label) > area(statistics, best)) {
                best = label;
            }
        }
        return best;
    }

    private static double area(Mat statistics, int label) {
        return statistics.get(label, Imgproc.CC_STAT_AREA)[0];
    }

    private static LesionMask only(LesionMask mask, Mat labels, int label) {
        var all = new int[mask.width() * mask.height()];
        labels.get(0, 0, all);
        var inside = new byte[all.length];
        for (var i = 0; i < all.length; i++) {
            inside[i] = (byte) (all[i] == label ? 1 : 0);
        }
        return new LesionMask(mask.left(), mask.top(), mask.width(), mask.height(), inside);
    }
}
