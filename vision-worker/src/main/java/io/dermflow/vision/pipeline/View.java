package io.dermflow.vision.pipeline;

import io.dermflow.imaging.calibration.ColourCorrection;
import io.dermflow.imaging.card.CardPlane;
import io.dermflow.imaging.card.FoundCard;
import java.util.Optional;
import org.opencv.core.Mat;

/// One picture with what is known about its scale and its light.
///
/// @param card in this very picture, in pixels of its working size
/// @param lent by the card in another picture that shows the same place of skin, from pixels of
///   this one's working size; empty beside a card of its own
/// @param correction of its colours, by a card or by a guess
/// @param pixels corrected, as colours and features are measured on; closed with the view unless
///   they are the picture's own
record View(
        Picture picture,
        Optional<FoundCard> card,
        Optional<CardPlane> lent,
        ColourCorrection correction,
        Mat pixels)
        implements AutoCloseable {

    /// On which lengths are measured.
    Optional<CardPlane> plane() {
        return card.map(FoundCard::plane).or(() -> lent);
    }

    /// Which picture shows the card of that plane.
    String scaleFrom() {
        return lent.isPresent() ? Picture.REFERENCE_CARD : picture.kind();
    }

    @Override
    public void close() {
        if (pixels != picture.image().pixels()) {
            pixels.release();
        }
    }
}
