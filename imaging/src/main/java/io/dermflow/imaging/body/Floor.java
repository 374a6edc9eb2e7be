package io.dermflow.imaging.body;

/// The floor under the middle of a standing body. The toes of a person who faces the camera are
/// nearer to it than the body and are seen from above: in the picture they lie lower than that
/// floor, by 5 to 10 cm of the body's height at 2 m. An outline's lowest row as the floor makes
/// every width too small by as many per cent, and reads it too low on the body.
///
/// A pinhole camera that looks level stands as high as the middle row of its picture shows the
/// body. With all lengths in pixels at the body's middle its distance is the focal length `f`, and
/// of the feet, which reach `r` of the height before the middle, follows `lowest - middle = (floor
/// - middle) / (1 - r * (floor - top) / f)`, solved here for `floor`. Which lens it was nothing in
///   the picture tells; that of a phone is assumed.
final class Floor {

    /// Focal length over the longer side of the picture: 28 mm on 36 mm film, between a phone's
    /// main camera (24 to 26 mm) and a slight zoom. Our estimate.
    static final double FOCAL = 0.78;

    /// How far the toes reach before the body's middle, share of the body height: 0.6 of the foot's
    /// length, which is 0.153 (mean of ANSUR II).
    static final double TOES = 0.092;

    /// The same of the near foot's outer edge, seen from the side: a quarter of the hips' breadth
    /// and half a foot's.
    static final double NEAR_FOOT = 0.08;

    /// What is seen lowest lies about 1 cm above the floor, share of the body height.
    private static final double SOLE = 0.006;

    /// How much of the shift counts as its standard deviation: lens, feet, a camera that looks a
    /// little up or down. Our estimate.
    private static final double DOUBT = 0.3;

    private Floor() {}

    /// @param reach of the feet towards the camera, share of the body height
    static Silhouette under(Silhouette person, double reach) {
        var shift = shift(person, reach);
        return person.onFloor((person.bottom() + shift * person.top()) / (1 + shift));
    }

    /// Standard deviation of the height on the floor that [#under] finds, relative.
    static double deviation(Silhouette person, double reach) {
        return DOUBT * shift(person, reach);
    }

    /// By how much the outline is higher than the body, share of the body's height.
    private static double shift(Silhouette person, double reach) {
        var below = person.bottom() - person.pictureHeight() / 2.0;
        return Math.max(0, reach * below / (FOCAL * person.longSide()) - SOLE);
    }
}
