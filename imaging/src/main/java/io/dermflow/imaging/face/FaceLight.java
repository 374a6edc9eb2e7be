package io.dermflow.imaging.face;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Point;
import java.util.List;
import java.util.OptionalDouble;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/// How evenly a face is lit, after the rule for portraits in travel documents (ISO/IEC 39794-5, the
/// successor of 19794-5; known to us by an implementation, not by its text): of the mean
/// intensities of forehead, chin and both cheeks the lowest is to be at least half of the highest.
/// There they are of squares of 0.3 eye distances and of each colour channel, here of the outlines
/// of [FaceRegion] and of luma. A fringe or a dark beard reads as shadow.
public final class FaceLight {

    private static final List<FaceRegion> ZONES =
            List.of(
                    FaceRegion.FOREHEAD,
                    FaceRegion.CHIN,
                    FaceRegion.LEFT_CHEEK,
                    FaceRegion.RIGHT_CHEEK);

    private FaceLight() {}

    /// @param bgr 8UC3 sRGB in which the landmarks are pixels; stays the caller's
    /// @return the lowest mean over the highest, 0..1; empty where no zone lies in the picture
    public static OptionalDouble evenness(Mat bgr, FaceLandmarks face) {
        OpenCvLibrary.load();
        var luma = new Mat();
        try {
            Imgproc.cvtColor(bgr, luma, Imgproc.COLOR_BGR2GRAY);
            var means =
                    ZONES.stream()
                            .flatMapToDouble(
                                    zone -> mean(luma, zone.outline(face.aligned()), face).stream())
                            .summaryStatistics();
            return means.getCount() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(means.getMin() / Math.max(1, means.getMax()));
        } finally {
            luma.release();
        }
    }

    /// @param aligned outline, as [FaceRegion#outline] has it
    /// @return empty where no pixel of the picture lies inside
    static OptionalDouble mean(Mat luma, List<Point> aligned, FaceLandmarks face) {
        Mat inside = FaceRegion.mask(aligned, face, luma.size());
        try {
            return Core.countNonZero(inside) == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Core.mean(luma, inside).val[0]);
        } finally {
            inside.release();
        }
    }
}
