package io.dermflow.imaging.colour;

/// Reference whites, 2 degree observer (ASTM E308-01, as used by Lindbloom and by ICC for D50).
public enum WhitePoint {
    D50(0.96422, 1, 0.82521),
    D65(0.95047, 1, 1.08883);

    private final double x;
    private final double y;
    private final double z;

    WhitePoint(double x, double y, double z) {
        this.x = x;
        this.y = y;
        this.z = z;
    }

    public double x() {
        return x;
    }

    public double y() {
        return y;
    }

    public double z() {
        return z;
    }
}
