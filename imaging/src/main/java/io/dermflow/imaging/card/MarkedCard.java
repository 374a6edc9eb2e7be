package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.ArucoDetector;
import org.opencv.objdetect.DetectorParameters;
import org.opencv.objdetect.Objdetect;

/// Dermflow's card by its AprilTag markers (Olson 2011; the detector is OpenCV's). 36h11 keeps any
/// two codes eleven bits apart, so that a chance hit is rarer than in the small ArUco sets. Two
/// markers are asked for all the same: one by itself gives a scale, but hardly the slant.
final class MarkedCard {

    private static final int LEAST_MARKERS = 2;

    /// Pixels. The detector looks at every outline that it finds; those of the camera's grain are
    /// thousands, and gone after this.
    private static final double CALM = 0.8;

    private MarkedCard() {}

    /// @param grey 8UC1, stays the caller's
    static Optional<FoundCard> in(Mat grey) {
        List<Mat> corners = new ArrayList<>();
        var ids = new Mat();
        var calm = new Mat();
        Imgproc.GaussianBlur(grey, calm, new Size(0, 0), CALM);
        detector().detectMarkers(calm, corners, ids);
        calm.release();
        List<Point> pixels = new ArrayList<>();
        List<Point> millimetres = new ArrayList<>();
        for (var i = 0; i < ids.rows(); i++) {
            var id = (int) ids.get(i, 0)[0];
            if (id < CardLayout.markers().size()) {
                pixels.addAll(quad(corners.get(i)));
                millimetres.addAll(CardLayout.corners(CardLayout.markers().get(id)));
            }
        }
        corners.forEach(Mat::release);
        ids.release();
        return pixels.size() < LEAST_MARKERS * 4
                ? Optional.empty()
                : Optional.of(card(pixels, millimetres));
    }

    private static FoundCard card(List<Point> pixels, List<Point> millimetres) {
        var plane = CardPlane.fit(pixels, millimetres);
        var back = plane.homography().inverse();
        return new FoundCard(
                FoundCard.Kind.MARKERS,
                CardLayout.corners().stream().map(back::apply).toList(),
                plane);
    }

    private static ArucoDetector detector() {
        var parameters = new DetectorParameters();
        parameters.set_cornerRefinementMethod(Objdetect.CORNER_REFINE_SUBPIX);
        // A refinement window that reaches over a cell of a small marker finds the wrong corner.
        parameters.set_cornerRefinementWinSize(3);
        return new ArucoDetector(
                Objdetect.getPredefinedDictionary(CardSheet.DICTIONARY), parameters);
    }

    private static List<Point> quad(Mat corners) {
        var values = new float[8];
        corners.get(0, 0, values);
        List<Point> quad = new ArrayList<>();
        for (var i = 0; i < 4; i++) {
            quad.add(new Point(values[2 * i], values[2 * i + 1]));
        }
        return quad;
    }
}
