package io.dermflow.vision.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.dermflow.events.WireEnum;
import io.dermflow.events.analysis.ModelVersion;
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
/// @param active answers for its task
/// @param shadow runs beside the active one; what it says goes to metrics and never to users
/// @param smallestDetectablePixels diameter of the smallest lesion it finds, in input pixels
/// @param temperature of a calibrated classifier; absent means 1
/// @param classes codes and lay names of a classifier's classes, found by their names
/// @param card relative to the manifest
/// @param metrics figures of the evaluation, as the manifest has them
/// @param caution what a reader of its answers must be told; absent for nothing
/// @param answers how much what the person says counts beside what a classifier sees, by its name
///   in [io.dermflow.events.LesionAnswers]
public record ModelEntry(
        String name,
        String version,
        String task,
        Contract contract,
        String file,
        String sha256,
        @Nullable Long bytes,
        @Nullable String license,
        @Nullable String origin,
        @Nullable Boolean active,
        @Nullable Boolean shadow,
        Input input,
        Output output,
        Thresholds thresholds,
        @Nullable Double smallestDetectablePixels,
        @Nullable Double temperature,
        List<ClassRow> classes,
        @Nullable String card,
        List<String> trainingData,
        Map<String, Object> metrics,
        @Nullable String caution,
        Map<String, AnswerWeight> answers) {

    /// Eight input pixels: the finest grid of a YOLO head.
    private static final double FINEST_GRID = 8;

    public ModelEntry {
        require(name, "name");
        require(version, "version");
        require(task, "task");
        require(contract, "contract");
        require(file, "file");
        require(sha256, "sha256");
        input = Objects.requireNonNullElse(input, Input.AS_THE_FILE_SAYS);
        output = Objects.requireNonNullElse(output, Output.AS_THE_FILE_SAYS);
        thresholds = Objects.requireNonNullElse(thresholds, Thresholds.DEFAULT);
        classes = classes == null ? List.of() : List.copyOf(classes);
        trainingData = trainingData == null ? List.of() : List.copyOf(trainingData);
        metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
        answers = answers == null ? Map.of() : Map.copyOf(answers);
        requireAWeightForEachClass(answers, output.names().size());
    }

    /// One that leaves everything else to the file, to start from.
    static ModelEntryBuilder builder(String name, String version, String task, Contract contract) {
        return new ModelEntryBuilder(name, version, task, contract);
    }

    /// The same, to be changed member by member: what is not named stays.
    ModelEntryBuilder toBuilder() {
        return new ModelEntryBuilder(this);
    }

    /// How the file's tensors are written and read.
    public enum Contract implements WireEnum {
        /// uint8 NHWC letterboxed in; `[B,n,6]` candidates and `[B,1,h,w]` mask logits out.
        PREPARED,
        /// Somebody's own file: in by [Input], out by [Output]'s kind or as recognised.
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

    /// How pictures go in. What is absent follows from the contract and the file's own metadata.
    ///
    /// @param width pixels; 0 as the file says
    /// @param height pixels; 0 as the file says
    /// @param layout `NCHW` or `NHWC`
    /// @param dtype `float32`, `uint8` or `int32`
    /// @param resize `letterbox`, `crop` (short side, then the centre) or `stretch`
    /// @param scale what bytes are divided by, 255 for 0..1
    /// @param mean subtracted per channel after scaling, RGB; empty for none
    /// @param std divided by per channel after that; empty for none
    public record Input(
            int width,
            int height,
            @Nullable String layout,
            @Nullable String dtype,
            @Nullable String resize,
            @Nullable Double scale,
            List<Double> mean,
            List<Double> std) {

        static final Input AS_THE_FILE_SAYS = new Input(0, 0);

        public Input {
            if (width < 0 || height < 0) {
                throw new IllegalArgumentException("model input of " + width + "x" + height);
            }
            mean = mean == null ? List.of() : List.copyOf(mean);
            std = std == null ? List.of() : List.copyOf(std);
        }

        public Input(int width, int height) {
            this(width, height, null, null, null, null, List.of(), List.of());
        }
    }

    /// @param kind one of docs/MODELS.md; absent means: recognise it
    /// @param names class names by index; empty as the file says
    public record Output(@Nullable String kind, List<String> names) {

        static final Output AS_THE_FILE_SAYS = new Output(null, List.of());

        public Output {
            names = names == null ? List.of() : List.copyOf(names);
        }

        public Output(List<String> names) {
            this(null, names);
        }
    }

    /// @param conf least score of a detection, 0..1
    /// @param iou greatest overlap of two detections of one class, 0..1
    /// @param maxDet most detections per picture
    public record Thresholds(double conf, double iou, int maxDet) {
        static final Thresholds DEFAULT = new Thresholds(0.25, 0.6, 100);
    }

    /// One class of a classifier.
    ///
    /// @param name as in [Output#names()]
    /// @param code ICD-10 or the manifest's own
    /// @param layName what a person would call it
    public record ClassRow(String name, String code, String layName) {}

    /// What one answer adds to the logarithm of each class's share: its number, less the mean, over
    /// the scale, times the class's weight.
    ///
    /// @param mean of those it was fitted on: years, or between -1 (all said no) and 1 (all yes)
    /// @param scale their standard deviation
    /// @param weights by class index
    public record AnswerWeight(double mean, double scale, List<Double> weights) {
        public AnswerWeight {
            if (!(scale > 0)) {
                throw new IllegalArgumentException("models.json: an answer's scale of " + scale);
            }
            weights = List.copyOf(weights);
        }
    }

    /// What decides how it answers: two entries that agree here can stand for each other.
    public record Serving(
            String name,
            String version,
            String sha256,
            Contract contract,
            Input input,
            Output output,
            Thresholds thresholds,
            double temperature,
            List<ClassRow> classes,
            double resolvedPixels,
            @Nullable String caution,
            Map<String, AnswerWeight> answers) {}

    public Serving serving() {
        return new Serving(
                name,
                version,
                sha256,
                contract,
                input,
                output,
                thresholds,
                calibration(),
                classes,
                resolvedPixels(),
                caution,
                answers);
    }

    /// The class name of an index.
    public String label(int classIndex) {
        return classIndex < output.names().size()
                ? output.names().get(classIndex)
                : "class_" + classIndex;
    }

    /// Code and lay name of a class; the bare class name where the manifest's table has none.
    public ClassRow row(int classIndex) {
        String name = label(classIndex);
        return classes.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseGet(() -> new ClassRow(name, "", name));
    }

    /// Diameter of the smallest thing it finds, in input pixels.
    public double resolvedPixels() {
        return smallestDetectablePixels == null ? FINEST_GRID : smallestDetectablePixels;
    }

    public boolean isActive() {
        return Boolean.TRUE.equals(active);
    }

    public boolean isShadow() {
        return Boolean.TRUE.equals(shadow);
    }

    /// What a result says of the model that it rests on.
    public ModelVersion asUsed() {
        return new ModelVersion(task, name, version, sha256);
    }

    double calibration() {
        return temperature == null ? 1 : temperature;
    }

    /// The same with what the file itself says put in where the manifest is silent.
    ModelEntry with(Input knownInput, Output knownOutput) {
        return toBuilder().input(knownInput).output(knownOutput).build();
    }

    private static void requireAWeightForEachClass(Map<String, AnswerWeight> answers, int classes) {
        answers.forEach((name, weight) -> {
            if (weight.weights().size() != classes) {
                throw new IllegalArgumentException(
                        "models.json: the answer '%s' has %d weights for %d names in 'output'"
                                .formatted(name, weight.weights().size(), classes));
            }
        });
    }

    private static void require(@Nullable Object value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("models.json: a model without '" + field + "'");
        }
    }
}
