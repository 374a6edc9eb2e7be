package io.dermflow.vision.models;

import io.dermflow.imaging.detections.Answer;
import io.dermflow.imaging.detections.ClassProbabilities;
import io.dermflow.imaging.detections.Keypoint;
import io.dermflow.imaging.detections.Pose;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.detections.RegionGrids;
import io.dermflow.imaging.geometry.NonMaximumSuppression;
import io.dermflow.imaging.geometry.ScoredBox;
import io.dermflow.vision.model.ModelEntry;
import java.util.ArrayList;
import java.util.List;

/// What a model says about one picture, for a machine to read; coordinates are pixels of its input.
sealed interface AnswerView {

    /// @param detections by falling score, duplicates suppressed
    record Detections(List<Detection> detections) implements AnswerView {}

    /// @param keypoints empty unless it is a pose model
    record Detection(
            String label,
            double score,
            double x,
            double y,
            double width,
            double height,
            List<Keypoint> keypoints) {}

    record Classes(List<ClassScore> classes) implements AnswerView {}

    record ClassScore(String label, double probability) {}

    record Landmarks(List<Keypoint> keypoints) implements AnswerView {}

    /// @param classes the winning class of every cell, row by row
    record Regions(int columns, int rows, List<Integer> classes) implements AnswerView {}

    static AnswerView of(Answer answer, ModelEntry entry) {
        return switch (answer) {
            case RawDetections raw -> detections(raw, entry);
            case ClassProbabilities classes -> classes(classes, entry);
            case Pose pose -> new Landmarks(pose.keypoints());
            case RegionGrids grids -> regions(grids);
        };
    }

    private static Detections detections(RawDetections raw, ModelEntry entry) {
        var thresholds = entry.thresholds();
        return new Detections(
                NonMaximumSuppression.keep(raw.candidates(), thresholds.iou(), thresholds.maxDet())
                        .stream()
                        .map(index -> detection(raw, index, entry))
                        .toList());
    }

    private static Detection detection(RawDetections raw, int index, ModelEntry entry) {
        ScoredBox found = raw.candidates().get(index);
        return new Detection(
                entry.label(found.classIndex()),
                found.score(),
                found.box().x(),
                found.box().y(),
                found.box().width(),
                found.box().height(),
                raw.poses().isEmpty() ? List.of() : raw.poses().get(index).keypoints());
    }

    private static Classes classes(ClassProbabilities answer, ModelEntry entry) {
        List<ClassScore> scores = new ArrayList<>();
        for (int i = 0; i < answer.values().length; i++) {
            scores.add(new ClassScore(entry.label(i), answer.values()[i]));
        }
        return new Classes(scores);
    }

    private static Regions regions(RegionGrids grids) {
        List<Integer> winners = new ArrayList<>();
        for (int row = 0; row < grids.rows(); row++) {
            for (int column = 0; column < grids.columns(); column++) {
                winners.add(grids.winner(column, row));
            }
        }
        return new Regions(grids.columns(), grids.rows(), winners);
    }
}
