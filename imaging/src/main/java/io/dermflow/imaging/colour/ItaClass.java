package io.dermflow.imaging.colour;

import java.util.Locale;

/// Skin colour classes by individual typology angle (Chardon 1991, six classes of Del Bino 2006).
public enum ItaClass {
    VERY_LIGHT(55),
    LIGHT(41),
    INTERMEDIATE(28),
    TAN(10),
    BROWN(-30),
    DARK(-90);

    private final double above;

    ItaClass(double above) {
        this.above = above;
    }

    /// ITA in degrees, -90..90: `atan((L* - 50) / b*)`. Written with atan2 and |b*|, because plain
    /// atan jumps by 180 degrees where b* passes zero ("corrected ITA", Thong et al. 2023).
    public static double degrees(Lab skin) {
        return Math.toDegrees(Math.atan2(skin.lightness() - 50, Math.abs(skin.b())));
    }

    public static ItaClass of(double itaDegrees) {
        for (var ita : values()) {
            if (itaDegrees > ita.above) {
                return ita;
            }
        }
        return DARK;
    }

    /// `very_light` to `dark`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
