package io.dermflow.vision.trial;

import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.detections.Answer;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.imaging.overlay.Marking;
import io.dermflow.imaging.overlay.Overlay;
import io.dermflow.vision.model.InputForm;
import io.dermflow.vision.model.LoadedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// One image, answered, and compared with what lies beside it.
///
/// @param seen of a classifier the best class alone
/// @param overlap of what was outlined with the mask beside the image; empty without one
/// @param boxes what was found of the boxes beside the image; empty without them
/// @param overlay where it was drawn; empty when there is nothing to draw
record TriedImage(
        Answer answer,
        List<Seen> seen,
        OptionalDouble overlap,
        Optional<BoxMatches> boxes,
        Optional<Path> overlay,
        double millis) {

    private static final double NANOS_PER_MS = 1e6;
    private static final int JPEG_START = 0xff;

    /// Writes the overlay as `NAME.overlay.png` beside the image.
    static TriedImage of(LoadedModel model, Path image) throws IOException {
        try (DecodedImage picture = decoded(image)) {
            InputForm form = model.input();
            ByteBuffer input = form.of(picture.pixels());
            long start = System.nanoTime();
            Answer answer = model.answer(input);
            double millis = (System.nanoTime() - start) / NANOS_PER_MS;
            List<Seen> seen = Seen.of(answer, model);
            if (form.resize() != InputForm.Resize.LETTERBOX) {
                return new TriedImage(
                        answer,
                        seen,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        millis);
            }
            Letterbox letterbox = form.letterbox(picture.width(), picture.height());
            return new TriedImage(
                    answer,
                    seen,
                    MaskBeside.overlap(image, answer, seen, letterbox),
                    BoxesBeside.compare(image, answer, seen, letterbox),
                    draw(image, picture, seen, letterbox),
                    millis);
        }
    }

    static DecodedImage decoded(Path image) throws IOException {
        byte[] bytes = Files.readAllBytes(image);
        boolean jpeg = bytes.length > 0 && (bytes[0] & 0xff) == JPEG_START;
        String type = jpeg ? "image/jpeg" : "image/png";
        return ImageDecoder.decode(bytes, new DecodeRequest(type, 1, DecodeRequest.FULL_SIZE));
    }

    /// The answer in a line.
    String text() {
        return seen.isEmpty()
                ? "nothing found"
                : seen.stream().map(Seen::text).collect(Collectors.joining(", "));
    }

    private static Optional<Path> draw(
            Path image, DecodedImage picture, List<Seen> seen, Letterbox letterbox)
            throws IOException {
        List<Marking> markings =
                seen.stream().flatMap(one -> one.marking(letterbox).stream()).toList();
        if (markings.isEmpty()) {
            return Optional.empty();
        }
        Path file = image.resolveSibling(image.getFileName() + ".overlay.png");
        return Optional.of(Files.write(file, Overlay.onPicture(picture, markings)));
    }
}
