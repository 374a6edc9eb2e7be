package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Finding;
import io.dermflow.imaging.card.CardPlane;
import io.dermflow.imaging.geometry.Point;
import java.util.List;

/// The largest diameter of an outline in millimetres, on the plane of a card.
final class MeasureSize {

    /// Standard deviation of the place of one end, pixels at working size: the outline is drawn on
    /// the model's grid, whose cells are some four pixels wide.
    private static final double END_PX = 1.2;

    private static final double COVERAGE = 1.96;

    private MeasureSize() {}

    /// The uncertainty is that of the scale and of the outline's grid; where a lesion ends is the
    /// model's judgement, and not in it.
    ///
    /// @param outline pixels at working size, at least two points
    /// @param scaleFrom which picture shows the card
    static Finding.SizeMm of(List<Point> outline, CardPlane plane, String scaleFrom) {
        List<Point> onSkin = outline.stream().map(plane::toMm).toList();
        double widest = 0;
        int at = 0;
        for (int i = 0; i < onSkin.size(); i++) {
            for (int j = i + 1; j < onSkin.size(); j++) {
                double length = distance(onSkin.get(i), onSkin.get(j));
                if (length > widest) {
                    widest = length;
                    at = i;
                }
            }
        }
        Point end = outline.get(at);
        double scale = widest * plane.relativeUncertainty(end);
        double ends = COVERAGE * Math.sqrt(2) * END_PX * plane.mmPerPixel(end);
        return new Finding.SizeMm(
                Rounded.to(widest, 1),
                Rounded.to(Math.max(0.1, Math.hypot(scale, ends)), 1),
                scaleFrom);
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
