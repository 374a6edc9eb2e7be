package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import java.util.List;
import org.opencv.core.Mat;

/// Whether an outline's corners are cut as those of an ID-1 card are. On the way from where two
/// sides would meet towards the card's middle, at 45 degrees, its edge comes after r (sqrt(2) - 1)
/// = 1.32 mm; that of a sharp corner comes at once.
final class RoundCorners {

    private static final double NEAREST_MM = 0.75;
    private static final double FARTHEST_MM = 2.0;
    private static final double START_MM = -1.5;
    private static final double STEP_MM = 0.1;
    private static final int STEPS = 55;
    private static final double HALF_WIDTH_MM = 0.3;

    private RoundCorners() {}

    /// @param channel 8UC1 in which the card was seen
    /// @param corners where the sides meet, the first side a long one
    static boolean in(Mat channel, List<Point> corners) {
        var fromMm = Homography.between(CardLayout.corners(), corners);
        return CardLayout.corners().stream()
                .mapToDouble(corner -> edge(channel, corner, fromMm))
                .allMatch(mm -> mm >= NEAREST_MM && mm <= FARTHEST_MM);
    }

    private static double edge(Mat channel, Point corner, Homography fromMm) {
        var steepest = 0.0;
        var at = 0.0;
        for (var i = 0; i < STEPS; i++) {
            var mm = START_MM + i * STEP_MM;
            var slope =
                    Math.abs(
                            value(channel, corner, mm + HALF_WIDTH_MM, fromMm)
                                    - value(channel, corner, mm - HALF_WIDTH_MM, fromMm));
            if (slope > steepest) {
                steepest = slope;
                at = mm;
            }
        }
        return at;
    }

    private static double value(Mat channel, Point corner, double mm, Homography fromMm) {
        var part = mm / Math.sqrt(2);
        var pixel =
                fromMm.apply(
                        new Point(
                                corner.x() + (corner.x() > 0 ? -part : part),
                                corner.y() + (corner.y() > 0 ? -part : part)));
        return Sample.at(channel, pixel.x(), pixel.y());
    }
}
