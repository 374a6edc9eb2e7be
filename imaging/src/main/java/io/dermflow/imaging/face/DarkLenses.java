package io.dermflow.imaging.face;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Point;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/// Whether dark glasses hide the eyes: they are as dark above and below the lids as on them, where
/// a bare face has skin. Clear glasses aren't seen. The strips are ours.
public final class DarkLenses {

    /// Landmarks of each eye's upper and lower lid, from corner to corner.
    private static final List<Eye> EYES =
            List.of(
                    new Eye(List.of(36, 37, 38, 39), List.of(36, 41, 40, 39)),
                    new Eye(List.of(42, 43, 44, 45), List.of(42, 47, 46, 45)));

    private record Eye(List<Integer> upperLid, List<Integer> lowerLid) {}

    /// A part of the face along a lid, so many eye distances down from it.
    private record Strip(List<Integer> lid, double near, double far) {
        OptionalDouble mean(Mat luma, FaceLandmarks face) {
            FaceLandmarks aligned = face.aligned();
            List<Point> line = lid.stream().map(aligned::at).toList();
            return FaceLight.mean(luma, FaceRegion.strip(line, near, far), face);
        }
    }

    private DarkLenses() {}

    /// @param bgr 8UC3 sRGB in which the landmarks are pixels; stays the caller's
    /// @return mean luma just above and below the eyes over that of the cheeks further down, mean
    ///   of the four; empty where none of them lies in the picture
    public static OptionalDouble brightness(Mat bgr, FaceLandmarks face) {
        OpenCvLibrary.load();
        var luma = new Mat();
        try {
            Imgproc.cvtColor(bgr, luma, Imgproc.COLOR_BGR2GRAY);
            return EYES.stream().flatMapToDouble(eye -> brightness(luma, eye, face)).average();
        } finally {
            luma.release();
        }
    }

    private static DoubleStream brightness(Mat luma, Eye eye, FaceLandmarks face) {
        OptionalDouble cheek = new Strip(eye.lowerLid(), 0.42, 0.62).mean(luma, face);
        var around =
                List.of(
                        new Strip(eye.upperLid(), -0.12, -0.02),
                        new Strip(eye.lowerLid(), 0.05, 0.16));
        return cheek.stream()
                .flatMap(bright ->
                        around.stream()
                                .flatMapToDouble(strip -> strip.mean(luma, face).stream())
                                .map(dark -> dark / Math.max(1, bright)));
    }
}
