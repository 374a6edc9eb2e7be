package io.dermflow.imaging.face;

import java.util.Locale;

/// The twelve colour seasons as points of three axes: the word in front says which axis rules (1 or
/// -1), the season which comes second (0.5 or -0.5), the third is 0. Fashion's words; there is no
/// standard and no ground truth.
public enum Season {
    LIGHT_SPRING(1, 0.5, 0),
    LIGHT_SUMMER(1, -0.5, 0),
    DARK_AUTUMN(-1, 0.5, 0),
    DARK_WINTER(-1, -0.5, 0),
    WARM_SPRING(0, 1, 0.5),
    WARM_AUTUMN(0, 1, -0.5),
    COOL_SUMMER(0, -1, -0.5),
    COOL_WINTER(0, -1, 0.5),
    BRIGHT_SPRING(0, 0.5, 1),
    BRIGHT_WINTER(0, -0.5, 1),
    MUTED_SUMMER(0, -0.5, -1),
    MUTED_AUTUMN(0, 0.5, -1);

    private final SeasonAxes prototype;

    Season(double value, double warmth, double brightness) {
        this.prototype = new SeasonAxes(value, warmth, brightness);
    }

    /// `Dark Winter`.
    public String title() {
        return TitleCase.of(this);
    }

    /// `DARK WINTER`.
    public String upperCase() {
        return name().replace('_', ' ').toUpperCase(Locale.ROOT);
    }

    SeasonAxes prototype() {
        return prototype;
    }
}
