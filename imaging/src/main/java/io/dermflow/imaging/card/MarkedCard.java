package io.dermflow.imaging.card;

import io.dermflow.imaging.decode.Held;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
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
    private static final int CORNERS = 4;

    /// Pixels. The detector looks at every outline that it finds; those of the camera's grain are
    /// thousands, and gone after this.
    private static final double CALM = 0.8;

    /// The detector's own bound on what it takes for a marker: its perimeter over the longer side
    /// of the picture.
    private static final double LEAST_PERIMETER = 0.03;

    /// Pixels of a marker's side to which small ones are enlarged: its cells are 4.5 then. Of
    /// twelve cards beside bodies, markers of 14 to 21 pixels, ten were found so, three as they
    /// were.
    private static final double ENLARGED = 36;

    private static final double MOST_ENLARGED = 2;

    /// Where one marker was seen: found two at least on all twelve cards.
    private static final double LOOKED_AT_CLOSELY = 3;

    private MarkedCard() {}

    /// Markers, with where their corners lie on the card.
    private record Markers(List<Point> pixels, List<Point> millimetres) {

        boolean enough() {
            return pixels.size() >= LEAST_MARKERS * CORNERS;
        }

        Markers moved(UnaryOperator<Point> by) {
            return new Markers(pixels.stream().map(by).toList(), millimetres);
        }

        FoundCard card() {
            var plane = CardPlane.fit(pixels, millimetres);
            var back = plane.homography().inverse();
            return new FoundCard(
                    FoundCard.Kind.MARKERS,
                    CardLayout.corners().stream().map(back::apply).toList(),
                    plane,
                    pixels.size() / CORNERS);
        }
    }

    /// @param grey 8UC1, stays the caller's
    static Optional<FoundCard> in(Mat grey) {
        var calm = new Mat();
        Imgproc.GaussianBlur(grey, calm, new Size(0, 0), CALM);
        var markers = markers(calm, LEAST_PERIMETER);
        calm.release();
        return Optional.of(markers).filter(Markers::enough).map(Markers::card);
    }

    /// For markers of a few pixels: enlarged, and once more closely where one alone was seen.
    ///
    /// @param grey 8UC1 of the part, stays the caller's
    /// @param area of a card
    static Optional<FoundCard> small(Mat grey, Part part, CardArea area) {
        var usual = markerSide(Math.sqrt(area.least() * area.most()));
        var whole = new Rect(0, 0, grey.cols(), grey.rows());
        var factor = Math.clamp(ENLARGED / usual, 1, MOST_ENLARGED);
        var seen = enlarged(grey, whole, factor, area);
        if (!seen.enough() && !seen.pixels().isEmpty()) {
            seen = enlarged(grey, around(seen.pixels(), area, whole), LOOKED_AT_CLOSELY, area);
        }
        return Optional.of(seen)
                .filter(Markers::enough)
                .map(markers -> markers.moved(part::inPicture).card());
    }

    /// Where the rest of the largest card may be of which a marker was seen.
    private static Rect around(List<Point> marker, CardArea area, Rect whole) {
        var reach =
                markerSide(area.most())
                        * Math.hypot(CardLayout.WIDTH_MM, CardLayout.HEIGHT_MM)
                        / CardLayout.MARKER_MM;
        var middle = marker.getFirst();
        var box =
                Box.ofCentre(middle.x(), middle.y(), 2 * reach, 2 * reach)
                        .clippedTo(whole.width, whole.height);
        var left = (int) box.x();
        var top = (int) box.y();
        return new Rect(left, top, (int) box.right() - left, (int) box.bottom() - top);
    }

    /// @return in pixels of `grey`
    private static Markers enlarged(Mat grey, Rect where, double factor, CardArea area) {
        var part = grey.submat(where);
        var large = new Mat();
        Imgproc.resize(part, large, new Size(), factor, factor, Imgproc.INTER_CUBIC);
        part.release();
        var least = 4 * factor * markerSide(area.least()) / Math.max(large.cols(), large.rows());
        var markers = markers(large, Math.min(LEAST_PERIMETER, least));
        large.release();
        // A pixel's centre, not its corner, is at its number.
        return markers.moved(p ->
                new Point(
                        (p.x() + 0.5) / factor - 0.5 + where.x,
                        (p.y() + 0.5) / factor - 0.5 + where.y));
    }

    /// Of a card of that area, pixels.
    private static double markerSide(double area) {
        return CardLayout.MARKER_MM * Math.sqrt(area / CardLayout.WIDTH_MM / CardLayout.HEIGHT_MM);
    }

    private static Markers markers(Mat grey, double leastPerimeter) {
        List<Mat> corners = new ArrayList<>();
        var ids = new Mat();
        detect(grey, leastPerimeter, corners, ids);
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
        return new Markers(pixels, millimetres);
    }

    private static void detect(Mat grey, double leastPerimeter, List<Mat> corners, Mat ids) {
        Held.during(
                parameters(leastPerimeter),
                parameters ->
                        Held.during(
                                Objdetect.getPredefinedDictionary(CardSheet.DICTIONARY),
                                dictionary ->
                                        Held.during(
                                                new ArucoDetector(dictionary, parameters),
                                                detector ->
                                                        detector.detectMarkers(
                                                                grey, corners, ids))));
    }

    private static DetectorParameters parameters(double leastPerimeter) {
        var parameters = new DetectorParameters();
        parameters.set_minMarkerPerimeterRate(leastPerimeter);
        parameters.set_cornerRefinementMethod(Objdetect.CORNER_REFINE_SUBPIX);
        // A refinement window that reaches over a cell of a small marker finds the wrong corner.
        parameters.set_cornerRefinementWinSize(3);
        return parameters;
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
