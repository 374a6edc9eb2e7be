package io.dermflow.vision.trial;

import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.detections.Answer;
import io.dermflow.imaging.detections.ClassProbabilities;
import io.dermflow.imaging.detections.Keypoint;
import io.dermflow.imaging.detections.Pose;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.detections.RegionGrids;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.imaging.geometry.NonMaximumSuppression;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.imaging.geometry.ScoredBox;
import io.dermflow.imaging.lesion.LesionShape;
import io.dermflow.imaging.lesion.MaskGrid;
import io.dermflow.imaging.overlay.Marking;
import io.dermflow.imaging.overlay.Overlay;
import io.dermflow.vision.model.InputForm;
import io.dermflow.vision.model.LoadedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One image, answered.
///
/// @param found labels of what was found; for a classifier the best class alone
/// @param text the answer in a line
/// @param overlay where it was drawn; empty when there is nothing to draw
record TriedImage(List<String> found, String text, Optional<Path> overlay, double millis) {

    private static final double DOT = 6;
    private static final double NANOS_PER_MS = 1e6;
    private static final int JPEG_START = 0xff;

    /// Writes the overlay as `NAME.overlay.png` beside the image.
    static TriedImage of(LoadedModel model, Path image) throws IOException {
        byte[] bytes = Files.readAllBytes(image);
        boolean jpeg = bytes.length > 0 && (bytes[0] & 0xff) == JPEG_START;
        String type = jpeg ? "image/jpeg" : "image/png";
        var request = new DecodeRequest(type, 1, DecodeRequest.FULL_SIZE);
        try (DecodedImage picture = ImageDecoder.decode(bytes, request)) {
            InputForm form = model.input();
            Letterbox letterbox = form.letterbox(picture.width(), picture.height());
            ByteBuffer input = form.of(picture.pixels());
            long start = System.nanoTime();
            Answer answer = model.answer(input);
            double millis = (System.nanoTime() - start) / NANOS_PER_MS;
            boolean drawable = form.resize() == InputForm.Resize.LETTERBOX;
            List<Seen> seen = seen(answer, model);
            List<Marking> markings =
                    drawable
                            ? seen.stream().flatMap(s -> s.marking(letterbox).stream()).toList()
                            : List.of();
            return new TriedImage(
                    seen.stream().map(Seen::label).toList(),
                    seen.isEmpty()
                            ? "nothing found"
                            : seen.stream().map(Seen::text).collect(Collectors.joining(", ")),
                    draw(image, picture, markings),
                    millis);
        }
    }

    private static Optional<Path> draw(Path image, DecodedImage picture, List<Marking> markings)
            throws IOException {
        if (markings.isEmpty()) {
            return Optional.empty();
        }
        Path file = image.resolveSibling(image.getFileName() + ".overlay.png");
        return Optional.of(Files.write(file, Overlay.onPicture(picture, markings)));
    }

    /// @param box in the model's input; null for the whole picture
    /// @param mask null without one
    private record Seen(String label, String text, @Nullable Box box, @Nullable MaskGrid mask) {

        Optional<Marking> marking(Letterbox letterbox) {
            if (box == null) {
                return Optional.empty();
            }
            Box onPicture = letterbox.undo(box);
            List<Point> outline =
                    mask == null
                            ? List.of()
                            : mask.decode(letterbox, onPicture, 0)
                                    .map(LesionShape::of)
                                    .map(LesionShape::polygon)
                                    .orElse(List.of());
            return Optional.of(new Marking(label, onPicture, outline));
        }
    }

    private static List<Seen> seen(Answer answer, LoadedModel model) {
        return switch (answer) {
            case RawDetections raw -> detections(raw, model);
            case ClassProbabilities classes -> List.of(best(classes, model));
            case Pose pose -> dots(pose.keypoints());
            case RegionGrids grids -> regions(grids, model);
        };
    }

    private static List<Seen> detections(RawDetections raw, LoadedModel model) {
        var thresholds = model.entry().thresholds();
        List<Seen> seen = new ArrayList<>();
        for (int index :
                NonMaximumSuppression.keep(
                        raw.candidates(), thresholds.iou(), thresholds.maxDet())) {
            ScoredBox found = raw.candidates().get(index);
            String label = model.entry().label(found.classIndex());
            String text = "%s %.2f".formatted(label, found.score());
            seen.add(new Seen(label, text, found.box(), raw.maskOf(index)));
            if (!raw.poses().isEmpty()) {
                seen.addAll(dots(raw.poses().get(index).keypoints()));
            }
        }
        return seen;
    }

    private static Seen best(ClassProbabilities classes, LoadedModel model) {
        String label = model.entry().label(classes.best());
        String text = "%s %.2f".formatted(label, classes.values()[classes.best()]);
        return new Seen(label, text, null, null);
    }

    private static List<Seen> dots(List<Keypoint> points) {
        List<Seen> seen = new ArrayList<>();
        for (Keypoint point : points) {
            String id = String.valueOf(seen.size());
            String text = "%s %.2f".formatted(id, point.score());
            seen.add(new Seen(id, text, Box.ofCentre(point.x(), point.y(), DOT, DOT), null));
        }
        return seen;
    }

    private static List<Seen> regions(RegionGrids grids, LoadedModel model) {
        InputForm form = model.input();
        Box all = new Box(0, 0, form.width(), form.height());
        // Of several classes the first is the background.
        int first = grids.classes() == 1 ? 0 : 1;
        List<Seen> seen = new ArrayList<>();
        for (int index = first; index < grids.classes(); index++) {
            MaskGrid grid = grids.grid(index);
            double share = share(grid);
            if (share > 0) {
                String label = model.entry().label(index);
                String text = "%s %.1f %%".formatted(label, 100 * share);
                seen.add(new Seen(label, text, all, grid));
            }
        }
        return seen;
    }

    private static double share(MaskGrid grid) {
        int positive = 0;
        for (float logit : grid.logits()) {
            positive += logit > 0 ? 1 : 0;
        }
        return positive / (double) grid.logits().length;
    }
}
