package io.dermflow.imaging.lesion;

import io.dermflow.imaging.geometry.Point;
import java.util.List;

/// Outline and size of a lesion, in the coordinates of its picture.
///
/// @param polygon through the centres of the outermost pixels, at most 64 points
/// @param area square pixels
/// @param maxDiameter between the two outermost pixels, pixels
/// @param ellipse with the same second moments as the mask
public record LesionShape(List<Point> polygon, double area, double maxDiameter, Ellipse ellipse) {

    public LesionShape {
        polygon = List.copyOf(polygon);
    }

    /// @param major length of the long axis, pixels
    /// @param minor length of the short axis, pixels
    /// @param angleDegrees of the long axis against x, y down
    /// @param eccentricity 0 for a circle, towards 1 for a line
    public record Ellipse(
            Point centre, double major, double minor, double angleDegrees, double eccentricity) {

        static Ellipse of(Moments moments, LesionMask mask) {
            // A filled ellipse with semi-axis s has the variance s^2 / 4 along it.
            return new Ellipse(
                    new Point(
                            mask.left() + moments.centreX() + 0.5,
                            mask.top() + moments.centreY() + 0.5),
                    4 * Math.sqrt(moments.majorVariance()),
                    4 * Math.sqrt(moments.minorVariance()),
                    Math.toDegrees(moments.angle()),
                    moments.eccentricity());
        }

        Ellipse scaled(double factor) {
            return new Ellipse(
                    centre.scaled(factor),
                    major * factor,
                    minor * factor,
                    angleDegrees,
                    eccentricity);
        }
    }

    /// @param mask one connected part, as [MaskGrid] gives it
    public static LesionShape of(LesionMask mask) {
        var outline = Outline.of(mask);
        return new LesionShape(
                outline.simplified(),
                mask.area(),
                outline.maxDiameter(),
                Ellipse.of(Moments.of(mask), mask));
    }

    /// From a reduced picture to the full one, for instance by `1 / DecodedImage.scale()`.
    public LesionShape scaled(double factor) {
        return new LesionShape(
                polygon.stream().map(point -> point.scaled(factor)).toList(),
                area * factor * factor,
                maxDiameter * factor,
                ellipse.scaled(factor));
    }
}
