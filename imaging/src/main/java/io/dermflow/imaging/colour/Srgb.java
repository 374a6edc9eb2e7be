package io.dermflow.imaging.colour;

/// An sRGB colour, 8 bits a channel (IEC 61966-2-1).
///
/// @param red 0..255
/// @param green 0..255
/// @param blue 0..255
public record Srgb(int red, int green, int blue) {

    private static final double[] LINEAR = linearTable();

    /// @param hex `#rrggbb`
    public static Srgb ofHex(String hex) {
        var value = Integer.parseInt(hex.substring(1), 16);
        return new Srgb(value >> 16 & 0xFF, value >> 8 & 0xFF, value & 0xFF);
    }

    /// The nearest sRGB colour; what lies outside the gamut is clipped channel by channel.
    public static Srgb of(Lab d65) {
        var linear = Matrix3.XYZ_TO_SRGB.times(Xyz.of(d65, WhitePoint.D65));
        return new Srgb(eightBit(linear.x()), eightBit(linear.y()), eightBit(linear.z()));
    }

    /// `#rrggbb`, lower case.
    public String hex() {
        return "#%02x%02x%02x".formatted(red, green, blue);
    }

    /// Relative to D65.
    public Lab toLab() {
        return toXyz().toLab(WhitePoint.D65);
    }

    /// Relative to D50, adapted by Bradford: the Lab of ICC profiles and printed charts.
    public Lab toLabD50() {
        return Matrix3.D65_TO_D50.times(toXyz()).toLab(WhitePoint.D50);
    }

    /// Relative to D65.
    public Xyz toXyz() {
        return Matrix3.SRGB_TO_XYZ.times(new Xyz(LINEAR[red], LINEAR[green], LINEAR[blue]));
    }

    /// From encoded 0..1 to light 0..1. 0.04045 is the standard's own threshold.
    public static double toLinear(double encoded) {
        return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
    }

    /// From light 0..1 to encoded 0..1.
    public static double toEncoded(double linear) {
        return linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    }

    private static int eightBit(double linear) {
        return (int) Math.round(255 * toEncoded(Math.clamp(linear, 0, 1)));
    }

    private static double[] linearTable() {
        var table = new double[256];
        for (var i = 0; i < table.length; i++) {
            table[i] = toLinear(i / 255.0);
        }
        return table;
    }
}
