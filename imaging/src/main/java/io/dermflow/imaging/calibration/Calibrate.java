package io.dermflow.imaging.calibration;

import io.dermflow.imaging.calibration.ColourCorrection.Basis;
import io.dermflow.imaging.card.CardLayout;
import io.dermflow.imaging.card.FoundCard;
import io.dermflow.imaging.colour.Matrix3;
import io.dermflow.imaging.decode.OpenCvLibrary;
import java.util.Optional;
import org.opencv.core.Mat;

/// Finds the correction of a picture's colours, by the best that it shows: the patches of
/// Dermflow's card, else its bare paper, else the surroundings of the skin.
public final class Calibrate {

    private Calibrate() {}

    /// @param bgr 8UC3 sRGB, stays the caller's
    /// @return by patches, by paper, or empty: a plain card has no known colour
    public static Optional<ColourCorrection> byCard(Mat bgr, FoundCard card) {
        if (card.kind() == FoundCard.Kind.PLAIN) {
            return Optional.empty();
        }
        OpenCvLibrary.load();
        try (var measured = Measured.of(bgr, card)) {
            return PatchFit.of(measured).or(() -> byPaper(measured));
        }
    }

    /// @param bgr 8UC3 sRGB, stays the caller's
    /// @return a guess, or [ColourCorrection#none()] where skin fills the picture
    public static ColourCorrection bySurroundings(Mat bgr) {
        OpenCvLibrary.load();
        return GrayWorld.of(bgr)
                .map(light -> diagonal(Basis.GRAY_WORLD, light))
                .orElse(ColourCorrection.none());
    }

    private static Optional<ColourCorrection> byPaper(Measured card) {
        return CardLayout.paper().stream()
                .flatMap(area -> card.light(area).stream())
                .reduce(Calibrate::mean)
                .map(white -> linear(Basis.NEUTRAL, Bradford.correction(white, 1)));
    }

    private static LinearRgb mean(LinearRgb a, LinearRgb b) {
        return new LinearRgb(
                (a.red() + b.red()) / 2, (a.green() + b.green()) / 2, (a.blue() + b.blue()) / 2);
    }

    /// Takes the light's hue away and leaves its strength.
    private static ColourCorrection diagonal(Basis basis, LinearRgb light) {
        var strength = light.toXyz().y();
        return linear(basis, Bradford.correction(light, strength));
    }

    private static ColourCorrection linear(Basis basis, Matrix3 m) {
        return ColourCorrection.of(
                basis,
                0,
                m.at(0, 0),
                m.at(0, 1),
                m.at(0, 2),
                0,
                m.at(1, 0),
                m.at(1, 1),
                m.at(1, 2),
                0,
                m.at(2, 0),
                m.at(2, 1),
                m.at(2, 2),
                0);
    }
}
