package io.dermflow.vision.pipeline;

import io.dermflow.imaging.calibration.ColourCorrection;
import io.dermflow.imaging.card.FoundCard;
import java.util.Optional;
import org.opencv.core.Mat;

/// One picture with what is known about its scale and its light.
///
/// @param card in this very picture, in pixels of its working size
/// @param correction of its colours, by a card or by a guess
/// @param pixels corrected, as colours and features are measured on; closed with the view unless
///   they are the picture's own
record View(Picture picture, Optional<FoundCard> card, ColourCorrection correction, Mat pixels)
        implements AutoCloseable {

    @Override
    public void close() {
        if (pixels != picture.image().pixels()) {
            pixels.release();
        }
    }
}
