package io.dermflow.imaging.face;

import io.dermflow.imaging.colour.Lab;
import java.util.Optional;

/// The colours of a face.
///
/// @param skin median of the cheeks
/// @param hair of the hair where it is known, else of the brows; empty when neither stands out from
///   the skin
/// @param eyes of the irises; empty when they are too small in the picture
/// @param underEyes median below the lower lids; empty when they are too small in the picture
public record FaceColours(
        Lab skin, Optional<Lab> hair, Optional<Lab> eyes, Optional<Lab> underEyes) {

    /// L* of the skin less that of the darkest thing in the face, at least 0.
    public double contrast() {
        double darkest =
                Math.min(
                        hair.map(Lab::lightness).orElse(skin.lightness()),
                        eyes.map(Lab::lightness).orElse(skin.lightness()));
        return Math.max(0, skin.lightness() - darkest);
    }

    /// By how much L* falls from the cheeks to below the eyes; empty when that is too small to see.
    public Optional<Double> underEyeShade() {
        return underEyes.map(colour -> skin.lightness() - colour.lightness());
    }
}
