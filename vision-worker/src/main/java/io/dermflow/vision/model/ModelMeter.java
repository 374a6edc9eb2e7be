package io.dermflow.vision.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/// The figures of the models, all with the tag `task`.
///
/// | metric | meaning; alert on |
/// |---|---|
/// | `dermflow_model_loaded` | 1 while a model answers for the task |
/// | `dermflow_model_trouble` | 1 while the manifest wants what can't be; longer than a few minutes |
/// | `dermflow_model_arrays` | native arrays that its calls hold; growth while idle is a leak |
/// | `dermflow_model_refused_total` | versions that were refused; any |
/// | `dermflow_model_switches_total` | versions switched to |
/// | `dermflow_model_answer_seconds` | a picture's way through a model, its wait included; by version |
/// | `dermflow_model_batch_size` | pictures that went through a model at once |
/// | `dermflow_shadow_seconds` | how long the shadow takes for a picture |
/// | `dermflow_shadow_agreement` | 0..1 per picture, how far it says the same; the mean of a day |
/// | `dermflow_shadow_dropped_total` | pictures it was spared, because the active model had work |
///
/// Thread-safe.
final class ModelMeter {

    private static final String TASK = "task";

    private final MeterRegistry meters;

    ModelMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    void watch(TaskSlot slot) {
        Gauge.builder("dermflow.model.loaded", slot, s -> s.active().isPresent() ? 1 : 0)
                .tag(TASK, slot.task())
                .register(meters);
        Gauge.builder(
                        "dermflow.model.arrays",
                        slot,
                        s -> s.loaded().mapToInt(LoadedModel::arrays).sum())
                .tag(TASK, slot.task())
                .register(meters);
        Gauge.builder("dermflow.model.trouble", slot, s -> s.trouble().isEmpty() ? 0 : 1)
                .tag(TASK, slot.task())
                .register(meters);
        // There from the start, so that the first one is a growth to whoever watches it.
        refusals(slot.task());
    }

    void refused(String task) {
        refusals(task).increment();
    }

    private Counter refusals(String task) {
        return meters.counter("dermflow.model.refused", TASK, task);
    }

    void switched(String task) {
        meters.counter("dermflow.model.switches", TASK, task).increment();
    }

    /// From now on the model's answers are timed and its batches counted.
    void measure(String task, LoadedModel model) {
        String version = model.declared().version();
        model.measuredBy(
                took ->
                        meters.timer("dermflow.model.answer", TASK, task, "version", version)
                                .record(took),
                size -> meters.summary("dermflow.model.batch.size", TASK, task).record(size));
    }

    void compared(String task, Duration time, double agreement) {
        meters.timer("dermflow.shadow", TASK, task).record(time);
        meters.summary("dermflow.shadow.agreement", TASK, task).record(agreement);
    }

    void dropped(String task) {
        meters.counter("dermflow.shadow.dropped", TASK, task).increment();
    }
}
