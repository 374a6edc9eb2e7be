package io.dermflow.vision.model;

import io.dermflow.imaging.detections.Answer;
import io.dermflow.imaging.detections.ClassProbabilities;
import io.dermflow.imaging.detections.Keypoint;
import io.dermflow.imaging.detections.Pose;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.detections.RegionGrids;
import io.dermflow.imaging.geometry.NonMaximumSuppression;
import io.dermflow.imaging.geometry.ScoredBox;
import java.util.ArrayList;
import java.util.List;

/// How far two models say the same about one picture, 0..1.
///
/// Detectors: twice the boxes that both found (IoU of one half, greedy by score) over all boxes, as
/// the F1 score; 1 when both found none. Classifiers: 1 when the best class is the same.
/// Segmentation: the share of cells with the same class, where the grids are of one size. Poses:
/// the share of landmarks within 16 pixels of the input.
final class Agreement {

    private static final double OVERLAP = 0.5;
    private static final double NEAR_PIXELS = 16;

    private Agreement() {}

    static double of(Answer active, Answer shadow, ModelEntry.Thresholds thresholds) {
        return switch (active) {
            case RawDetections one when shadow instanceof RawDetections other ->
                    boxes(kept(one, thresholds), kept(other, thresholds));
            case ClassProbabilities one when shadow instanceof ClassProbabilities other ->
                    one.best() == other.best() ? 1 : 0;
            case RegionGrids one when shadow instanceof RegionGrids other -> cells(one, other);
            case Pose one when shadow instanceof Pose other -> landmarks(one, other);
            case RawDetections _, ClassProbabilities _, RegionGrids _, Pose _ -> 0;
        };
    }

    private static List<ScoredBox> kept(RawDetections raw, ModelEntry.Thresholds thresholds) {
        return NonMaximumSuppression.keep(raw.candidates(), thresholds.iou(), thresholds.maxDet())
                .stream()
                .map(raw.candidates()::get)
                .toList();
    }

    private static double boxes(List<ScoredBox> one, List<ScoredBox> other) {
        int all = one.size() + other.size();
        if (all == 0) {
            return 1;
        }
        List<ScoredBox> free = new ArrayList<>(other);
        int matched = 0;
        for (ScoredBox box : one) {
            var partner = free.stream().filter(candidate -> same(box, candidate)).findFirst();
            if (partner.isPresent()) {
                free.remove(partner.get());
                matched++;
            }
        }
        return 2.0 * matched / all;
    }

    private static boolean same(ScoredBox one, ScoredBox other) {
        return one.box().intersectionOverUnion(other.box()) >= OVERLAP;
    }

    private static double cells(RegionGrids one, RegionGrids other) {
        if (one.columns() != other.columns() || one.rows() != other.rows()) {
            return 0;
        }
        int same = 0;
        for (int row = 0; row < one.rows(); row++) {
            for (int column = 0; column < one.columns(); column++) {
                same += one.winner(column, row) == other.winner(column, row) ? 1 : 0;
            }
        }
        return same / (double) (one.rows() * one.columns());
    }

    private static double landmarks(Pose one, Pose other) {
        int common = Math.min(one.keypoints().size(), other.keypoints().size());
        int near = 0;
        for (int i = 0; i < common; i++) {
            Keypoint a = one.keypoints().get(i);
            Keypoint b = other.keypoints().get(i);
            near += Math.hypot(a.x() - b.x(), a.y() - b.y()) <= NEAR_PIXELS ? 1 : 0;
        }
        return common == 0 ? 0 : near / (double) common;
    }
}
