package io.dermflow.vision.trial;

import io.dermflow.imaging.detections.Answer;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.imaging.geometry.ScoredBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Boxes beside an image in YOLO's own form: `photo.txt` for `photo.jpg`, a line of `class x y
/// width height` for each, the middle and the size as shares of the picture. An empty file: there
/// is nothing to find.
final class BoxesBeside {

    private static final int NUMBERS = 5;

    private BoxesBeside() {}

    /// @return empty without such a file, and for what is no detector
    /// @throws IOException if the file has another form
    static Optional<BoxMatches> compare(
            Path image, Answer answer, List<Seen> seen, Letterbox letterbox) throws IOException {
        String name = String.valueOf(image.getFileName()).replaceFirst("\\.[^.]*$", "");
        Path file = image.resolveSibling(name + ".txt");
        if (!(answer instanceof RawDetections) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<ScoredBox> wanted = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                wanted.add(box(file, line, letterbox));
            }
        }
        List<ScoredBox> found =
                seen.stream().flatMap(one -> one.onPicture(letterbox).stream()).toList();
        return Optional.of(BoxMatches.of(found, wanted));
    }

    private static ScoredBox box(Path file, String line, Letterbox letterbox) throws IOException {
        try {
            double[] numbers =
                    Arrays.stream(line.strip().split("\\s+"))
                            .mapToDouble(Double::parseDouble)
                            .toArray();
            if (numbers.length == NUMBERS) {
                int width = letterbox.sourceWidth();
                int height = letterbox.sourceHeight();
                return new ScoredBox(
                        Box.ofCentre(
                                numbers[1] * width,
                                numbers[2] * height,
                                numbers[3] * width,
                                numbers[4] * height),
                        1,
                        (int) numbers[0]);
            }
        } catch (NumberFormatException e) {
            throw new IOException(file + ": no numbers: " + line, e);
        }
        throw new IOException(file + ": not class, x, y, width and height: " + line);
    }
}
