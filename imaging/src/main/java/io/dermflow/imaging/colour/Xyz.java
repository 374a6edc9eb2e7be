package io.dermflow.imaging.colour;

/// CIE tristimulus values, Y = 1 for white.
public record Xyz(double x, double y, double z) {

    /// CIE 15:2004, 8.2.1.1, as exact fractions (Lindbloom).
    private static final double EPSILON = 216.0 / 24389;

    private static final double KAPPA = 24389.0 / 27;

    /// To Lab relative to the white that these values are relative to.
    public Lab toLab(WhitePoint white) {
        var fx = f(x / white.x());
        var fy = f(y / white.y());
        var fz = f(z / white.z());
        return new Lab(116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz));
    }

    public static Xyz of(Lab lab, WhitePoint white) {
        var fy = (lab.lightness() + 16) / 116;
        return new Xyz(
                inverse(fy + lab.a() / 500) * white.x(),
                inverse(fy) * white.y(),
                inverse(fy - lab.b() / 200) * white.z());
    }

    private static double f(double t) {
        return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
    }

    private static double inverse(double f) {
        var cube = f * f * f;
        return cube > EPSILON ? cube : (116 * f - 16) / KAPPA;
    }
}
