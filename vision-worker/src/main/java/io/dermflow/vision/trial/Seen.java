package io.dermflow.vision.trial;

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
import io.dermflow.vision.model.InputForm;
import io.dermflow.vision.model.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/// One thing that a model sees in a picture.
///
/// @param text label and score
/// @param box in the model's input; null for the whole picture
/// @param mask null without one
/// @param detection in the model's input; null for whatever is no detector's
record Seen(
        String label,
        String text,
        @Nullable Box box,
        @Nullable MaskGrid mask,
        @Nullable ScoredBox detection) {

    private static final double DOT = 6;

    static List<Seen> of(Answer answer, LoadedModel model) {
        return switch (answer) {
            case RawDetections raw -> detections(raw, model);
            case ClassProbabilities classes -> List.of(best(classes, model));
            case Pose pose -> dots(pose.keypoints());
            case RegionGrids grids -> regions(grids, model);
        };
    }

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

    /// Paints what it outlines: a detection within its box, the largest part of it; a region
    /// wherever it lies.
    ///
    /// @param picture 8UC1 of the picture's size, stays the caller's
    void paintInto(Mat picture, Letterbox letterbox) {
        if (mask == null) {
            return;
        }
        if (detection != null) {
            mask.decode(letterbox, letterbox.undo(detection.box()), 0)
                    .ifPresent(found -> found.paintInto(picture, 255));
            return;
        }
        Mat region = mask.decodeWhole(letterbox, 0);
        Core.max(picture, region, picture);
        region.release();
    }

    /// The detection, if it is one, in pixels of the picture.
    Optional<ScoredBox> onPicture(Letterbox letterbox) {
        return Optional.ofNullable(detection)
                .map(found ->
                        new ScoredBox(
                                letterbox.undo(found.box()), found.score(), found.classIndex()));
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
            seen.add(new Seen(label, text, found.box(), raw.maskOf(index), found));
            if (!raw.poses().isEmpty()) {
                seen.addAll(dots(raw.poses().get(index).keypoints()));
            }
        }
        return seen;
    }

    private static Seen best(ClassProbabilities classes, LoadedModel model) {
        String label = model.entry().label(classes.best());
        String text = "%s %.2f".formatted(label, classes.values()[classes.best()]);
        return new Seen(label, text, null, null, null);
    }

    private static List<Seen> dots(List<Keypoint> points) {
        List<Seen> seen = new ArrayList<>();
        for (Keypoint point : points) {
            String id = String.valueOf(seen.size());
            String text = "%s %.2f".formatted(id, point.score());
            Box dot = Box.ofCentre(point.x(), point.y(), DOT, DOT);
            seen.add(new Seen(id, text, dot, null, null));
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
                seen.add(new Seen(label, text, all, grid, null));
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
