package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Any card of ID-1 size by its outline: four straight sides, the proportions of 85.60 : 53.98
/// under some perspective, and round corners of 3.18 mm, which screens, books and windows lack.
final class PlainCard {

    private static final double SMOOTHING = 1.2;

    /// Levels at which a channel is cut, as shares of its range.
    private static final double[] LEVELS = {0.15, 0.3, 0.45, 0.6, 0.75, 0.9};

    private PlainCard() {}

    /// @param bgr 8UC3 of the part, stays the caller's
    static Optional<FoundCard> in(Mat bgr, Part part, CardArea area) {
        var channels = channels(bgr);
        try {
            return channels.stream()
                    .flatMap(channel -> outlines(channel, part, area).stream())
                    .max(Comparator.comparingDouble(CardOutline::area))
                    .map(outline -> card(outline, part));
        } finally {
            channels.forEach(Mat::release);
        }
    }

    private static FoundCard card(CardOutline outline, Part part) {
        var corners = outline.corners().stream().map(part::inPicture).toList();
        return new FoundCard(
                FoundCard.Kind.PLAIN, corners, CardPlane.fit(corners, CardLayout.corners()), 0);
    }

    private static List<CardOutline> outlines(Mat channel, Part part, CardArea area) {
        List<CardOutline> found = new ArrayList<>();
        var range = Core.minMaxLoc(channel);
        var cut = new Mat();
        for (var level : LEVELS) {
            var threshold = range.minVal + level * (range.maxVal - range.minVal);
            Imgproc.threshold(channel, cut, threshold, 255, Imgproc.THRESH_BINARY);
            for (var quad : Quads.in(cut, area)) {
                CardOutline.of(quad, channel, part).ifPresent(found::add);
            }
        }
        cut.release();
        return found;
    }

    /// L*, a* and b*, smoothed: a card may differ from what it lies on in colour alone.
    private static List<Mat> channels(Mat bgr) {
        var lab = new Mat();
        Imgproc.cvtColor(bgr, lab, Imgproc.COLOR_BGR2Lab);
        Imgproc.GaussianBlur(lab, lab, new Size(0, 0), SMOOTHING);
        List<Mat> channels = new ArrayList<>();
        Core.split(lab, channels);
        lab.release();
        return Collections.unmodifiableList(channels);
    }

    /// Clockwise on the picture, from the corner that is nearest to the upper left.
    static List<Point> clockwise(List<Point> quad) {
        List<Point> turned = new ArrayList<>(quad);
        if (signedArea(quad) < 0) {
            Collections.reverse(turned);
        }
        var first = Collections.min(turned, Comparator.comparingDouble(p -> p.x() + p.y()));
        Collections.rotate(turned, -turned.indexOf(first));
        return turned;
    }

    static double signedArea(List<Point> polygon) {
        var twice = 0.0;
        for (var i = 0; i < polygon.size(); i++) {
            var a = polygon.get(i);
            var b = polygon.get((i + 1) % polygon.size());
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return twice / 2;
    }
}
