package io.dermflow.vision.model;

import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.ScoredBox;
import java.util.ArrayList;
import java.util.List;

/// The raw detect output of YOLOv8 and YOLO11: `[4+classes, N]`, rows cx, cy, w, h in input pixels,
/// then one row of scores per class, already 0..1, no objectness (ultralytics, `Detect.forward`).
///
/// @param values row by row
record YoloV8Layout(float[] values, int classes) {

    YoloV8Layout {
        if (classes < 1 || values.length % (4 + classes) != 0) {
            throw new IllegalArgumentException(
                    "%d values for %d classes".formatted(values.length, classes));
        }
    }

    /// The best class of every column whose score reaches `threshold`.
    List<ScoredBox> above(double threshold) {
        int columns = values.length / (4 + classes);
        List<ScoredBox> boxes = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            int best = bestClass(column, columns);
            float score = at(4 + best, column, columns);
            if (score >= threshold) {
                boxes.add(new ScoredBox(box(column, columns), score, best));
            }
        }
        return boxes;
    }

    private int bestClass(int column, int columns) {
        int best = 0;
        for (int other = 1; other < classes; other++) {
            if (at(4 + other, column, columns) > at(4 + best, column, columns)) {
                best = other;
            }
        }
        return best;
    }

    private Box box(int column, int columns) {
        return Box.ofCentre(
                at(0, column, columns),
                at(1, column, columns),
                at(2, column, columns),
                at(3, column, columns));
    }

    private float at(int row, int column, int columns) {
        return values[row * columns + column];
    }
}
