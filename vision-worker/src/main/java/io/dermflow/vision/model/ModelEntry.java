package io.dermflow.vision.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.dermflow.events.WireEnum;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One version of one model, as `models.json` describes it.
///
/// @param task what it answers, for instance `lesion`
/// @param file relative to the manifest
/// @param sha256 lower-case hex of the file
/// @param smallestDetectablePixels diameter of the smallest lesion it finds, in input pixels
/// @param card relative to the manifest
/// @param metrics figures of the evaluation, as the manifest has them
public record ModelEntry(
        String name,
        String version,
        String task,
        Contract contract,
        String file,
        String sha256,
        long bytes,
        @Nullable String license,
        @Nullable String origin,
        boolean active,
        Input input,
        Output output,
        Thresholds thresholds,
        @Nullable Double smallestDetectablePixels,
        @Nullable String card,
        List<String> trainingData,
        Map<String, Object> metrics) {

    /// Eight input pixels: the finest grid of a YOLO head.
    private static final double FINEST_GRID = 8;

    public ModelEntry {
        require(name, "name");
        require(version, "version");
        require(task, "task");
        require(contract, "contract");
        require(file, "file");
        require(sha256, "sha256");
        require(input, "input");
        require(output, "output");
        thresholds = Objects.requireNonNullElse(thresholds, Thresholds.DEFAULT);
        trainingData = trainingData == null ? List.of() : List.copyOf(trainingData);
        metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
    }

    /// How the file's tensors are written and read.
    public enum Contract implements WireEnum {
        /// uint8 NHWC letterboxed in; `[B,n,6]` candidates and `[B,1,h,w]` mask logits out.
        PREPARED,
        /// float NCHW 0..1 letterboxed in; raw YOLOv8 `[B,4+classes,N]` out.
        DROP_IN;

        @JsonCreator
        public static Contract of(String wireName) {
            return valueOf(wireName.replace('-', '_').toUpperCase(Locale.ROOT));
        }

        @Override
        public String wireName() {
            return name().replace('_', '-').toLowerCase(Locale.ROOT);
        }
    }

    /// Size of the model's input, pixels.
    public record Input(int width, int height) {
        public Input {
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("model input of " + width + "x" + height);
            }
        }
    }

    /// @param names class names by index
    public record Output(List<String> names) {
        public Output {
            names = names == null ? List.of() : List.copyOf(names);
        }
    }

    /// @param conf least score of a detection, 0..1
    /// @param iou greatest overlap of two detections of one class, 0..1
    /// @param maxDet most detections per picture
    public record Thresholds(double conf, double iou, int maxDet) {
        static final Thresholds DEFAULT = new Thresholds(0.25, 0.6, 100);
    }

    /// The class name of an index.
    public String label(int classIndex) {
        return classIndex < output.names().size()
                ? output.names().get(classIndex)
                : "class_" + classIndex;
    }

    /// Diameter of the smallest thing it finds, in input pixels.
    public double resolvedPixels() {
        return smallestDetectablePixels == null ? FINEST_GRID : smallestDetectablePixels;
    }

    private static void require(@Nullable Object value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("models.json: a model without '" + field + "'");
        }
    }
}
