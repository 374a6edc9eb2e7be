package io.dermflow.vision.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Loads versions for one task and remembers the last one that was refused: it is not tried again
/// until the manifest names another, or its file was replaced.
///
/// Used under the lock of [ActiveModels].
final class CarefulLoader {

    private final String task;
    private final ModelMeter meter;
    private final Function<ModelEntry, LoadedModel> loader;
    private ModelEntry.@Nullable Serving refused;
    private String refusal = "";

    /// @param loader loads beside what runs, checks and warms
    CarefulLoader(String task, ModelMeter meter, Function<ModelEntry, LoadedModel> loader) {
        this.task = task;
        this.meter = meter;
        this.loader = loader;
    }

    /// @return owned by the caller
    /// @throws ModelRefused with the reason, also of the refusal before
    LoadedModel load(ModelEntry wanted) {
        if (wanted.serving().equals(refused)) {
            throw new ModelRefused(refusal);
        }
        try {
            LoadedModel loaded = fitting(wanted);
            refused = null;
            meter.measure(task, loaded);
            return loaded;
        } catch (ModelRefused e) {
            refused = wanted.serving();
            refusal = String.valueOf(e.getMessage());
            meter.refused(task);
            throw e;
        }
    }

    private LoadedModel fitting(ModelEntry wanted) {
        LoadedModel loaded = loader.apply(wanted);
        try {
            TaskNeeds.require(task, loaded);
            return loaded;
        } catch (ModelRefused e) {
            loaded.close();
            throw e;
        }
    }

    /// Tries the same version again, for instance when its file was replaced.
    void forgetRefusal() {
        refused = null;
    }
}
