package io.dermflow.imaging.detections;

import io.dermflow.imaging.lesion.MaskGrid;
import java.util.List;

/// The masks of a YOLO segmentation network, not yet multiplied out: a detection's mask is the sum
/// of the prototypes weighted by its coefficients, a logit per cell.
///
/// @param coefficients one array per candidate, as long as there are prototypes
/// @param values `[channels, rows, columns]`; not copied
public record Prototypes(List<float[]> coefficients, float[] values, int columns, int rows) {
    public Prototypes {
        coefficients = List.copyOf(coefficients);
    }

    MaskGrid of(int candidate) {
        return MaskGrid.ofPrototypes(coefficients.get(candidate), values, columns, rows);
    }
}
