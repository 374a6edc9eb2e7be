package io.dermflow.imaging.geometry;

/// A position in pixels.
public record Point(double x, double y) {

    public Point scaled(double factor) {
        return new Point(x * factor, y * factor);
    }
}
