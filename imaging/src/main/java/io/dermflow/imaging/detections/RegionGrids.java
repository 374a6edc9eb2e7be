package io.dermflow.imaging.detections;

import io.dermflow.imaging.lesion.MaskGrid;
import java.util.Arrays;

/// A semantic segmentation: one grid of logits per class over the whole input.
///
/// @param logits `[classes, rows, columns]`; not copied
public record RegionGrids(float[] logits, int classes, int columns, int rows) implements Answer {

    public RegionGrids {
        if (classes < 1 || logits.length != classes * columns * rows) {
            throw new IllegalArgumentException(
                    "%d logits for %d classes of %dx%d"
                            .formatted(logits.length, classes, columns, rows));
        }
    }

    /// The class that wins in a cell; with a single class 1 where its logit is above 0, else 0.
    public int winner(int column, int row) {
        int cell = row * columns + column;
        if (classes == 1) {
            return logits[cell] > 0 ? 1 : 0;
        }
        int best = 0;
        for (int other = 1; other < classes; other++) {
            if (at(other, cell) > at(best, cell)) {
                best = other;
            }
        }
        return best;
    }

    /// A grid that is positive where a class beats every other one: its logit less the best other.
    ///
    /// @param index of the class; 0 for a network with a single class
    public MaskGrid grid(int index) {
        int cells = columns * rows;
        if (classes == 1) {
            return new MaskGrid(Arrays.copyOf(logits, cells), columns, rows);
        }
        var margin = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            margin[cell] = at(index, cell) - bestOther(index, cell);
        }
        return new MaskGrid(margin, columns, rows);
    }

    private float bestOther(int index, int cell) {
        float best = Float.NEGATIVE_INFINITY;
        for (int other = 0; other < classes; other++) {
            if (other != index) {
                best = Math.max(best, at(other, cell));
            }
        }
        return best;
    }

    private float at(int index, int cell) {
        return logits[index * columns * rows + cell];
    }
}
