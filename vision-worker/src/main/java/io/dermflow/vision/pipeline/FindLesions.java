package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.DetectionLimit;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.imaging.geometry.NonMaximumSuppression;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.imaging.geometry.ScoredBox;
import io.dermflow.imaging.lesion.LesionMask;
import io.dermflow.imaging.lesion.MaskGrid;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ModelEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs the lesion model over a picture: letterbox, forward, suppression of duplicates, masks.
final class FindLesions {

    /// Logit 0 is a probability of one half.
    private static final double MASK_THRESHOLD = 0;

    private FindLesions() {}

    /// @return by falling score
    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    static List<Lesion> in(Picture picture, LoadedModel model) {
        Letterbox letterbox = picture.letterbox(model.input());
        RawDetections raw = model.predict(letterbox.apply(picture.image().pixels()));
        ModelEntry.Thresholds thresholds = model.entry().thresholds();
        return NonMaximumSuppression.keep(raw.candidates(), thresholds.iou(), thresholds.maxDet())
                .stream()
                .map(index -> lesion(picture, model.entry(), letterbox, index, raw))
                .filter(lesion -> lesion.box().area() > 0)
                .toList();
    }

    /// What is smaller than this in one of the pictures stays unseen. In pixels of the full
    /// picture, of the coarsest of them.
    static DetectionLimit limit(Views views, LoadedModel model) {
        double coarsest =
                views.pictures().stream()
                        .mapToDouble(picture ->
                                model.entry().resolvedPixels() / perFullPixel(picture, model))
                        .max()
                        .orElse(0);
        return new DetectionLimit(
                Rounded.to(coarsest, 1),
                views.scaled() ? limitMm(views, model) : null,
                Rounded.to(model.entry().thresholds().conf(), 4));
    }

    private static double limitMm(Views views, LoadedModel model) {
        return Rounded.to(
                views.all().stream()
                        .mapToDouble(view ->
                                model.entry().resolvedPixels()
                                        / view.picture().letterbox(model.input()).scaleX()
                                        * mmPerPixel(view))
                        .max()
                        .orElseThrow(),
                2);
    }

    /// In the picture's middle.
    private static double mmPerPixel(View view) {
        var image = view.picture().image();
        var middle = new Point(image.width() / 2.0, image.height() / 2.0);
        return view.plane().orElseThrow().mmPerPixel(middle);
    }

    private static double perFullPixel(Picture picture, LoadedModel model) {
        return picture.letterbox(model.input()).scaleX() * picture.image().scale();
    }

    private static Lesion lesion(
            Picture picture, ModelEntry entry, Letterbox letterbox, int index, RawDetections raw) {
        ScoredBox kept = raw.candidates().get(index);
        Box box = letterbox.undo(kept.box());
        return new Lesion(
                picture,
                entry.label(kept.classIndex()),
                kept.score(),
                box,
                mask(raw.maskOf(index), letterbox, box));
    }

    private static Optional<LesionMask> mask(
            @Nullable MaskGrid grid, Letterbox letterbox, Box box) {
        return grid == null ? Optional.empty() : grid.decode(letterbox, box, MASK_THRESHOLD);
    }
}
