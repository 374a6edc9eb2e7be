package io.dermflow.vision.pipeline;

import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.vision.model.InputForm;

/// One upright sRGB picture at working size. Belongs to the analysis that opened it, which closes
/// it.
///
/// @param kind which picture of the capture, as in the job
record Picture(String kind, DecodedImage image) implements AutoCloseable {

    /// A picture of the reference card shows no skin.
    static final String REFERENCE_CARD = "ref";

    boolean showsSkin() {
        return !kind.equals(REFERENCE_CARD);
    }

    /// How it lies in a model's input.
    Letterbox letterbox(InputForm form) {
        return form.letterbox(image.width(), image.height());
    }

    @Override
    public void close() {
        image.close();
    }
}
