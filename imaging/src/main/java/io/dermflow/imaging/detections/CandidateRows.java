package io.dermflow.imaging.detections;

import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.ScoredBox;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// One candidate per row: x1, y1, x2, y2 in input pixels, score, class, then what else a network
/// adds.
///
/// @param tensor `[n, 6+extra]`
record CandidateRows(Tensor tensor) {

    static final int COLUMNS = 6;
    private static final int SCORE = 4;
    private static final int CLASS = 5;

    /// The rows whose score reaches `conf`; the filler behind the last detection has score 0.
    List<Integer> above(double conf) {
        return IntStream.range(0, tensor.size(0))
                .filter(row -> at(row, SCORE) >= conf && at(row, SCORE) > 0)
                .boxed()
                .toList();
    }

    ScoredBox box(int row) {
        return new ScoredBox(
                Box.ofCorners(at(row, 0), at(row, 1), at(row, 2), at(row, 3)),
                at(row, SCORE),
                (int) at(row, CLASS));
    }

    /// What stands behind the first six columns.
    float[] extra(int row) {
        int width = tensor.size(1);
        return Arrays.copyOfRange(tensor.values(), row * width + COLUMNS, (row + 1) * width);
    }

    private float at(int row, int column) {
        return tensor.values()[row * tensor.size(1) + column];
    }
}
