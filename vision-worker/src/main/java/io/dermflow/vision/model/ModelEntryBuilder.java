package io.dermflow.vision.model;

import io.dermflow.vision.model.ModelEntry.AnswerWeight;
import io.dermflow.vision.model.ModelEntry.ClassRow;
import io.dermflow.vision.model.ModelEntry.Contract;
import io.dermflow.vision.model.ModelEntry.Input;
import io.dermflow.vision.model.ModelEntry.Output;
import io.dermflow.vision.model.ModelEntry.Thresholds;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts a [ModelEntry] together by the names of its members, so that none is dropped where another
/// is changed. For one thread.
final class ModelEntryBuilder {

    private String name;
    private String version;
    private String task;
    private Contract contract;
    private String file = "";
    private String sha256 = "";
    private @Nullable Long bytes;
    private @Nullable String license;
    private @Nullable String origin;
    private @Nullable Boolean active;
    private @Nullable Boolean shadow;
    private Input input = Input.AS_THE_FILE_SAYS;
    private Output output = Output.AS_THE_FILE_SAYS;
    private Thresholds thresholds = Thresholds.DEFAULT;
    private @Nullable Double smallestDetectablePixels;
    private @Nullable Double temperature;
    private List<ClassRow> classes = List.of();
    private @Nullable String card;
    private List<String> trainingData = List.of();
    private Map<String, Object> metrics = Map.of();
    private @Nullable String caution;
    private Map<String, AnswerWeight> answers = Map.of();

    ModelEntryBuilder(String name, String version, String task, Contract contract) {
        this.name = name;
        this.version = version;
        this.task = task;
        this.contract = contract;
    }

    ModelEntryBuilder(ModelEntry from) {
        name = from.name();
        version = from.version();
        task = from.task();
        contract = from.contract();
        file = from.file();
        sha256 = from.sha256();
        bytes = from.bytes();
        license = from.license();
        origin = from.origin();
        active = from.active();
        shadow = from.shadow();
        input = from.input();
        output = from.output();
        thresholds = from.thresholds();
        smallestDetectablePixels = from.smallestDetectablePixels();
        temperature = from.temperature();
        classes = from.classes();
        card = from.card();
        trainingData = from.trainingData();
        metrics = from.metrics();
        caution = from.caution();
        answers = from.answers();
    }

    /// @param path relative to the manifest
    ModelEntryBuilder file(String path, String digest) {
        file = path;
        sha256 = digest;
        return this;
    }

    ModelEntryBuilder bytes(@Nullable Long value) {
        bytes = value;
        return this;
    }

    ModelEntryBuilder origin(@Nullable String value) {
        origin = value;
        return this;
    }

    ModelEntryBuilder active(@Nullable Boolean value) {
        active = value;
        return this;
    }

    ModelEntryBuilder shadow(@Nullable Boolean value) {
        shadow = value;
        return this;
    }

    ModelEntryBuilder input(Input value) {
        input = value;
        return this;
    }

    ModelEntryBuilder output(Output value) {
        output = value;
        return this;
    }

    ModelEntryBuilder thresholds(Thresholds value) {
        thresholds = value;
        return this;
    }

    ModelEntryBuilder temperature(@Nullable Double value) {
        temperature = value;
        return this;
    }

    ModelEntry build() {
        return new ModelEntry(
                name,
                version,
                task,
                contract,
                file,
                sha256,
                bytes,
                license,
                origin,
                active,
                shadow,
                input,
                output,
                thresholds,
                smallestDetectablePixels,
                temperature,
                classes,
                card,
                trainingData,
                metrics,
                caution,
                answers);
    }
}
