package io.dermflow.imaging.face;

import io.dermflow.imaging.colour.Ciede2000;
import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Point;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/// Reads the colours of a face at places that its landmarks name. Sizes are in units of the
/// distance between the eyes.
public final class MeasureColours {

    /// A patch of fewer pixels is noise.
    private static final int MIN_PIXELS = 12;

    private static final double CHEEK_RADIUS = 0.16;

    /// Outwards from the middle between an eye and its corner of the mouth.
    private static final double CHEEK_OUTWARDS = 0.08;

    private static final double IRIS_RADIUS = 0.07;
    private static final double UNDER_EYE_BELOW = 0.2;
    private static final double UNDER_EYE_RADIUS = 0.06;
    private static final double BROW_BELOW = 0.04;
    private static final double BROW_RADIUS = 0.035;

    /// CIEDE2000 from the skin below which brows or hair don't stand out.
    private static final double STANDS_OUT = 8;

    private MeasureColours() {}

    /// @param bgr 8UC3 sRGB in which the landmarks are pixels; stays the caller's
    /// @param hair colour of the hair, from a network that outlines it; empty: the brows stand for
    ///   it
    /// @return empty when the cheeks are too small or outside the picture
    public static Optional<FaceColours> of(Mat bgr, FaceLandmarks face, Optional<Lab> hair) {
        OpenCvLibrary.load();
        double unit = face.eyeDistance();
        return patch(bgr, cheeks(face, unit), CHEEK_RADIUS * unit)
                .map(skin ->
                        new FaceColours(
                                skin,
                                hair.or(() -> brows(bgr, face, unit))
                                        .filter(colour -> standsOut(colour, skin)),
                                patch(
                                        bgr,
                                        List.of(face.leftEye(), face.rightEye()),
                                        IRIS_RADIUS * unit),
                                patch(bgr, underEyes(face, unit), UNDER_EYE_RADIUS * unit)));
    }

    private static boolean standsOut(Lab colour, Lab skin) {
        return Ciede2000.difference(colour, skin) >= STANDS_OUT;
    }

    private static List<Point> cheeks(FaceLandmarks face, double unit) {
        return List.of(
                offset(face, middle(face.leftEye(), face.at(48)), -CHEEK_OUTWARDS * unit, 0),
                offset(face, middle(face.rightEye(), face.at(54)), CHEEK_OUTWARDS * unit, 0));
    }

    /// Below the lower lid.
    private static List<Point> underEyes(FaceLandmarks face, double unit) {
        double down = UNDER_EYE_BELOW * unit;
        return List.of(
                offset(face, FaceLandmarks.mean(face.points(), 40, 42), 0, down),
                offset(face, FaceLandmarks.mean(face.points(), 46, 48), 0, down));
    }

    /// Landmarks lie on the upper edge of the brows: a little below, away from the ends.
    private static Optional<Lab> brows(Mat bgr, FaceLandmarks face, double unit) {
        double down = BROW_BELOW * unit;
        List<Point> points =
                List.of(18, 19, 20, 23, 24, 25).stream()
                        .map(index -> offset(face, face.at(index), 0, down))
                        .toList();
        return patch(bgr, points, BROW_RADIUS * unit);
    }

    private static Optional<Lab> patch(Mat bgr, List<Point> centres, double radius) {
        return Patch.median(bgr, centres, radius, MIN_PIXELS);
    }

    /// Along the face's own axes.
    private static Point offset(FaceLandmarks face, Point point, double right, double down) {
        double roll = Math.toRadians(face.rollDegrees());
        double cos = Math.cos(roll);
        double sin = Math.sin(roll);
        return new Point(
                point.x() + right * cos - down * sin, point.y() + right * sin + down * cos);
    }

    private static Point middle(Point a, Point b) {
        return new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2);
    }
}
