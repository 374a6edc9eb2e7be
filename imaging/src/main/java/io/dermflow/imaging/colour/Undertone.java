package io.dermflow.imaging.colour;

import java.util.Locale;

/// Whether skin leans to yellow or to red, by its hue angle. Thong et al. (2023) cut at 55 degrees;
/// the neutral band of 5 degrees to both sides is ours. A heuristic: there is no standard.
public enum Undertone {
    WARM,
    COOL,
    NEUTRAL;

    private static final double COOL_UP_TO = 50;
    private static final double WARM_FROM = 60;

    /// Below 3 units of chroma the hue angle is noise.
    private static final double MIN_CHROMA = 3;

    public static Undertone of(Lab skin) {
        if (skin.chroma() < MIN_CHROMA) {
            return NEUTRAL;
        }
        // Reds on both sides of 0 degrees are cool.
        var hue = skin.hueDegrees() > 180 ? skin.hueDegrees() - 360 : skin.hueDegrees();
        if (hue <= COOL_UP_TO) {
            return COOL;
        }
        return hue >= WARM_FROM ? WARM : NEUTRAL;
    }

    /// `warm`, `cool` or `neutral`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
