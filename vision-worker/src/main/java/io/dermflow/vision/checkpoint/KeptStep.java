package io.dermflow.vision.checkpoint;

import io.dermflow.vision.model.ModelEntry;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/// A step whose result is plain data, so that another try of the job can take it over.
///
/// @param name of the step, as [io.dermflow.vision.pump.JobRun] has it
/// @param form the result's type
/// @param models that the result rests on
public record KeptStep<T>(String name, TypeReference<T> form, List<ModelEntry> models) {

    public KeptStep {
        models = List.copyOf(models);
    }

    public KeptStep(String name, TypeReference<T> form) {
        this(name, form, List.of());
    }

    /// The same, done by this model.
    public KeptStep<T> by(ModelEntry used) {
        return by(List.of(used));
    }

    /// The same, done by these models.
    public KeptStep<T> by(List<ModelEntry> used) {
        return new KeptStep<>(name, form, used);
    }

    /// A word for those models that is another one if any of them might answer differently.
    String doneBy() {
        return Fingerprint.of(models.stream().map(ModelEntry::serving).toList());
    }
}
