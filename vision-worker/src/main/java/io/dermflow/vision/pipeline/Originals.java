package io.dermflow.vision.pipeline;

import io.dermflow.imaging.decode.DecodedImage;
import java.util.List;
import java.util.function.Function;
import org.opencv.core.Mat;

/// The pictures of a capture as they were uploaded, for what is too small to be seen at working
/// size.
record Originals(List<FetchedImage> images) {

    Originals {
        images = List.copyOf(images);
    }

    /// Looks at a picture at the size in which it was uploaded, as [OpenPicture#large] bounds it.
    ///
    /// @param look keeps nothing of the pixels, which are gone afterwards
    <T> T look(Picture picture, Function<Mat, T> look) {
        DecodedImage working = picture.image();
        if (working.width() == working.fullWidth()) {
            return look.apply(working.pixels());
        }
        try (DecodedImage large = OpenPicture.large(of(picture))) {
            return look.apply(large.pixels());
        }
    }

    private FetchedImage of(Picture picture) {
        return images.stream()
                .filter(image -> image.ref().kind().equals(picture.kind()))
                .findFirst()
                .orElseThrow();
    }
}
