package io.dermflow.imaging.colour;

/// A colour in CIE L*a*b*, 2 degree observer; D65 unless a method says otherwise.
///
/// @param lightness L*, 0..100
/// @param a a*, red positive
/// @param b b*, yellow positive
public record Lab(double lightness, double a, double b) {

    /// C*.
    public double chroma() {
        return Math.hypot(a, b);
    }

    /// h, degrees 0..360; 0 for neutral colours.
    public double hueDegrees() {
        var degrees = Math.toDegrees(Math.atan2(b, a));
        return degrees < 0 ? degrees + 360 : degrees;
    }
}
