package io.dermflow.vision.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Figures as they travel: no more digits than they are worth, so that events stay small.
final class Rounded {

    private Rounded() {}

    static double to(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    }
}
