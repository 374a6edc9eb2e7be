package io.dermflow.vision.pipeline;

import io.dermflow.imaging.geometry.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// Figures as they travel: no more digits than they are worth, so that events stay small.
final class Rounded {

    private Rounded() {}

    static double to(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    }

    /// `[x, y]`.
    static List<Double> pair(Point point, int digits) {
        return List.of(to(point.x(), digits), to(point.y(), digits));
    }
}
