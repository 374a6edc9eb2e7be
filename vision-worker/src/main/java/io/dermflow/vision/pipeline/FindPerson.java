package io.dermflow.vision.pipeline;

import io.dermflow.imaging.detections.Answer;
import io.dermflow.imaging.detections.ClassProbabilities;
import io.dermflow.imaging.detections.Pose;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.detections.RegionGrids;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.imaging.geometry.NonMaximumSuppression;
import io.dermflow.imaging.geometry.ScoredBox;
import io.dermflow.imaging.lesion.LesionMask;
import io.dermflow.imaging.lesion.MaskGrid;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ModelEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Runs the person model over a picture and keeps the largest person: of a semantic segmentation
/// the class `person` (or its only one), of a detector with masks the best box.
final class FindPerson {

    private static final double MASK_THRESHOLD = 0;

    /// Of the picture's area; less is no person to be measured.
    static final double LEAST_SHARE = 0.01;

    /// Of the largest person's area: another one this large is in the picture too.
    static final double SECOND_PERSON = 0.3;

    /// A person.
    ///
    /// @param mask pixels at working size
    /// @param share of the picture's area
    /// @param others area of what else is person in the picture, over that of this one
    /// @param cellPixels size of a cell of the model's grid, pixels at working size
    record Found(LesionMask mask, double share, double others, double cellPixels) {

        boolean largeEnough() {
            return share >= LEAST_SHARE;
        }
    }

    private FindPerson() {}

    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    static Optional<Found> in(Picture picture, LoadedModel model) {
        ModelEntry entry = model.entry();
        Letterbox letterbox = picture.letterbox(model.input());
        Answer answer = model.answer(letterbox.apply(picture.image().pixels()));
        return switch (answer) {
            case RegionGrids grids -> segmented(grids, entry, letterbox);
            case RawDetections detections -> detected(detections, entry, letterbox);
            case ClassProbabilities _, Pose _ -> Optional.empty();
        };
    }

    private static Optional<Found> segmented(
            RegionGrids grids, ModelEntry entry, Letterbox letterbox) {
        int person = grids.classes() == 1 ? 0 : entry.output().names().indexOf(ActiveModels.PERSON);
        MaskGrid grid = grids.grid(person);
        double cell = cellPixels(grid, letterbox);
        return grid.decode(letterbox, whole(letterbox), MASK_THRESHOLD)
                .map(mask -> {
                    double all = positive(grid) * cell * cell;
                    double others = Math.max(0, all / mask.area() - 1);
                    return new Found(mask, share(mask, letterbox), others, cell);
                });
    }

    private static Optional<Found> detected(
            RawDetections detections, ModelEntry entry, Letterbox letterbox) {
        List<Integer> persons =
                NonMaximumSuppression.keep(
                                detections.candidates(),
                                entry.thresholds().iou(),
                                entry.thresholds().maxDet())
                        .stream()
                        .filter(index -> isPerson(detections.candidates().get(index), entry))
                        .sorted(Comparator.comparingDouble(index -> -area(detections, index)))
                        .toList();
        if (persons.isEmpty()) {
            return Optional.empty();
        }
        int best = persons.getFirst();
        double others =
                persons.size() < 2 ? 0 : area(detections, persons.get(1)) / area(detections, best);
        MaskGrid grid = detections.maskOf(best);
        Box box = letterbox.undo(detections.candidates().get(best).box());
        return grid == null
                ? Optional.empty()
                : grid.decode(letterbox, box, MASK_THRESHOLD)
                        .map(mask ->
                                new Found(
                                        mask,
                                        share(mask, letterbox),
                                        others,
                                        cellPixels(grid, letterbox)));
    }

    private static double share(LesionMask mask, Letterbox letterbox) {
        return mask.area() / (double) letterbox.sourceWidth() / letterbox.sourceHeight();
    }

    /// A detector without that name has but one thing to find.
    private static boolean isPerson(ScoredBox box, ModelEntry entry) {
        return !entry.output().names().contains(ActiveModels.PERSON)
                || entry.label(box.classIndex()).equals(ActiveModels.PERSON);
    }

    private static double area(RawDetections detections, int index) {
        return detections.candidates().get(index).box().area();
    }

    private static int positive(MaskGrid grid) {
        int count = 0;
        for (float logit : grid.logits()) {
            count += logit > MASK_THRESHOLD ? 1 : 0;
        }
        return count;
    }

    private static double cellPixels(MaskGrid grid, Letterbox letterbox) {
        return letterbox.inputWidth() / (double) grid.columns() / letterbox.scaleX();
    }

    private static Box whole(Letterbox letterbox) {
        return new Box(0, 0, letterbox.sourceWidth(), letterbox.sourceHeight());
    }
}
