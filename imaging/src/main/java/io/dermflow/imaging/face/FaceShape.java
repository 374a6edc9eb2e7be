package io.dermflow.imaging.face;

/// Five names for the form of a face. What each means, in standard deviations of MUCT's frontal
/// faces ([FaceRatios]), is ours: beauticians' words, turned into numbers. There is no ground
/// truth.
///
/// Prototypes are (length, low jaw, chin, jaw corner): a long face; a wide low jaw; a blunt chin (a
/// large angle); a blunt corner of the jaw.
public enum FaceShape {
    /// Narrow below, with a pointed chin.
    HEART(0, -1.3, -1.2, 0.6),
    /// Somewhat longer than wide, nothing stands out.
    OVAL(0.5, -0.2, 0, 0.3),
    /// Short and wide, with a soft jaw.
    ROUND(-1.4, 0.3, 0.6, 0.8),
    /// Wide below, with an angular jaw.
    SQUARE(-0.5, 1.3, 0.7, -1.2),
    /// Long.
    OBLONG(1.9, 0.1, 0, 0);

    private final double[] prototype;

    FaceShape(double... prototype) {
        this.prototype = prototype;
    }

    /// `Heart`, `Oval`, `Round`, `Square`, `Oblong`.
    public String title() {
        return TitleCase.of(this);
    }

    /// Square of the distance to a face, in deviations.
    double squaredDistance(double[] face) {
        double sum = 0;
        for (int i = 0; i < prototype.length; i++) {
            sum += (face[i] - prototype[i]) * (face[i] - prototype[i]);
        }
        return sum;
    }
}
