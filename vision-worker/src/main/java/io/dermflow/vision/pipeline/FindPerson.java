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
    private static final double LEAST_SHARE = 0.01;

    /// Of the largest person's area: another one this large is in the picture too.
    private static final double SECOND_PERSON = 0.3;

    /// A person.
    ///
    /// @param mask pixels at working size
    /// @param alone whether no other person of some size is in the picture
    /// @param cellPixels size of a cell of the model's grid, pixels at working size
    record Found(LesionMask mask, boolean alone, double cellPixels) {}

    private FindPerson() {}

    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    static Optional<Found> in(Picture picture, LoadedModel model) {
        ModelEntry entry = model.entry();
        Letterbox letterbox =
                Letterbox.fit(
                        picture.image().width(),
                        picture.image().height(),
                        model.input().width(),
                        model.input().height());
        Answer answer = model.answer(letterbox.apply(picture.image().pixels()));
        Optional<Found> found =
                switch (answer) {
                    case RegionGrids grids -> segmented(grids, entry, letterbox);
                    case RawDetections detections -> detected(detections, entry, letterbox);
                    case ClassProbabilities _, Pose _ -> Optional.empty();
                };
        double least = LEAST_SHARE * picture.image().width() * picture.image().height();
        return found.filter(person -> person.mask().area() >= least);
    }

    private static Optional<Found> segmented(
            RegionGrids grids, ModelEntry entry, Letterbox letterbox) {
        int person = grids.classes() == 1 ? 0 : entry.output().names().indexOf(ActiveModels.PERSON);
        MaskGrid grid = grids.grid(person);
        double cell = cellPixels(grid, letterbox);
        return grid.decode(letterbox, whole(letterbox), MASK_THRESHOLD)
                .map(mask -> {
                    double all = positive(grid) * cell * cell;
                    return new Found(mask, all < (1 + SECOND_PERSON) * mask.area(), cell);
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
        boolean alone =
                persons.size() < 2
                        || area(detections, persons.get(1))
                                < SECOND_PERSON * area(detections, best);
        MaskGrid grid = detections.maskOf(best);
        Box box = letterbox.undo(detections.candidates().get(best).box());
        return grid == null
                ? Optional.empty()
                : grid.decode(letterbox, box, MASK_THRESHOLD)
                        .map(mask -> new Found(mask, alone, cellPixels(grid, letterbox)));
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
