package io.dermflow.imaging.detections;

import java.util.List;
import java.util.Optional;

/// What is known about a network beside its tensors, from the manifest or from the file itself.
///
/// @param kind named in the manifest; wins over everything
/// @param task Ultralytics' word: `detect`, `segment`, `pose`, `classify`, `obb`
/// @param names class names; empty when unknown
/// @param keypointShape landmarks and numbers per landmark; empty when unknown
/// @param inputWidth of the model, pixels
/// @param inputHeight of the model, pixels
/// @param conf least score of a detection
/// @param temperature of a classifier, 1 when not calibrated
public record OutputHints(
        Optional<OutputKind> kind,
        Optional<String> task,
        List<String> names,
        List<Integer> keypointShape,
        int inputWidth,
        int inputHeight,
        double conf,
        double temperature) {

    /// Strides of the three levels of a YOLO head.
    private static final int[] STRIDES = {8, 16, 32};

    public OutputHints {
        names = List.copyOf(names);
        keypointShape = List.copyOf(keypointShape);
    }

    boolean taskIs(String word) {
        return task.filter(word::equals).isPresent();
    }

    /// Grid cells of a YOLO head for this input: 2,100 at 320, 8,400 at 640.
    int gridCells() {
        int cells = 0;
        for (int stride : STRIDES) {
            cells += (inputWidth / stride) * (inputHeight / stride);
        }
        return cells;
    }
}
