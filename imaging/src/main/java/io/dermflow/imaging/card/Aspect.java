package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import java.util.List;
import org.opencv.core.Size;

/// The proportions of a rectangle from its picture (Zhang and He, Whiteboard scanning and image
/// enhancement, 2007, section 3). The picture's centre counts as the principal point.
final class Aspect {

    /// Focal lengths of phones and cameras, in long sides of the picture.
    private static final double SHORTEST = 0.6;

    private static final double LONGEST = 4;

    private Aspect() {}

    /// First side over second.
    ///
    /// @param corners clockwise
    static double of(List<Point> corners, Size picture) {
        var m1 = fromCentre(corners.get(0), picture);
        var m2 = fromCentre(corners.get(1), picture);
        var m4 = fromCentre(corners.get(2), picture);
        var m3 = fromCentre(corners.get(3), picture);
        var k2 = dot(cross(m1, m4), m3) / dot(cross(m2, m4), m3);
        var k3 = dot(cross(m1, m4), m2) / dot(cross(m3, m4), m2);
        var n2 = minus(k2, m2, m1);
        var n3 = minus(k3, m3, m1);
        var focal2 = focalSquared(n2, n3, Math.max(picture.width, picture.height));
        return Math.sqrt(length2(n2, focal2) / length2(n3, focal2));
    }

    /// Seen nearly from the front the slant hardly shows, and the estimate is worth nothing; but
    /// then it hardly matters either. So it is kept within what cameras have.
    private static double focalSquared(double[] n2, double[] n3, double longSide) {
        var shortest = SHORTEST * longSide;
        var longest = LONGEST * longSide;
        var slant = n2[2] * n3[2];
        var estimate = slant == 0 ? longest * longest : -(n2[0] * n3[0] + n2[1] * n3[1]) / slant;
        return estimate <= 0
                ? longSide * longSide
                : Math.clamp(estimate, shortest * shortest, longest * longest);
    }

    private static double length2(double[] n, double focal2) {
        return (n[0] * n[0] + n[1] * n[1]) / focal2 + n[2] * n[2];
    }

    private static double[] fromCentre(Point p, Size picture) {
        return new double[] {p.x() - picture.width / 2, p.y() - picture.height / 2, 1};
    }

    private static double[] minus(double factor, double[] a, double[] b) {
        return new double[] {factor * a[0] - b[0], factor * a[1] - b[1], factor * a[2] - b[2]};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {
            a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
        };
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
