package io.dermflow.imaging.geometry;

/// An axis-parallel rectangle: upper left corner and size, pixels.
public record Box(double x, double y, double width, double height) {

    public static Box ofCorners(double left, double top, double right, double bottom) {
        return new Box(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }

    /// The form of YOLO's raw output: cx, cy, w, h.
    public static Box ofCentre(double centreX, double centreY, double width, double height) {
        return new Box(centreX - width / 2, centreY - height / 2, width, height);
    }

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    /// Square pixels.
    public double area() {
        return width * height;
    }

    public Box scaled(double factor) {
        return new Box(x * factor, y * factor, width * factor, height * factor);
    }

    /// The part of this box inside a picture: a side that crosses the edge shrinks the box, it does
    /// not move it.
    public Box clippedTo(double pictureWidth, double pictureHeight) {
        return ofCorners(
                Math.clamp(x, 0, pictureWidth),
                Math.clamp(y, 0, pictureHeight),
                Math.clamp(right(), 0, pictureWidth),
                Math.clamp(bottom(), 0, pictureHeight));
    }

    /// Intersection over union, 0..1; 0 when both boxes are empty.
    public double intersectionOverUnion(Box other) {
        var common = intersection(other);
        var union = area() + other.area() - common;
        return union > 0 ? common / union : 0;
    }

    private double intersection(Box other) {
        var across = Math.min(right(), other.right()) - Math.max(x, other.x);
        var down = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
        return across > 0 && down > 0 ? across * down : 0;
    }
}
