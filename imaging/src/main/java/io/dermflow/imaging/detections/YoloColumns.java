package io.dermflow.imaging.detections;

import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.ScoredBox;
import java.util.List;
import java.util.stream.IntStream;

/// One grid cell per column: rows cx, cy, w, h in input pixels, then a score per class, already
/// 0..1, no objectness, then what else the head adds (ultralytics, `Detect.forward`).
///
/// @param tensor `[4+classes+extra, N]`
record YoloColumns(Tensor tensor, int classes) {

    static final int BOX = 4;

    /// The columns whose best class reaches `conf`, first and last included.
    List<Integer> above(double conf) {
        return IntStream.range(0, tensor.size(1))
                .filter(column -> at(BOX + bestClass(column), column) >= conf)
                .boxed()
                .toList();
    }

    ScoredBox box(int column) {
        int best = bestClass(column);
        return new ScoredBox(
                Box.ofCentre(at(0, column), at(1, column), at(2, column), at(3, column)),
                at(BOX + best, column),
                best);
    }

    /// What stands below the classes.
    float[] extra(int column) {
        int first = BOX + classes;
        var values = new float[tensor.size(0) - first];
        for (int i = 0; i < values.length; i++) {
            values[i] = at(first + i, column);
        }
        return values;
    }

    private int bestClass(int column) {
        int best = 0;
        for (int other = 1; other < classes; other++) {
            if (at(BOX + other, column) > at(BOX + best, column)) {
                best = other;
            }
        }
        return best;
    }

    private float at(int row, int column) {
        return tensor.values()[row * tensor.size(1) + column];
    }
}
