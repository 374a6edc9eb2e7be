package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.ModelFiles;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The shipped models in memory, for as long as the tests of one class run.
final class ShippedModels implements BeforeAllCallback, AfterAllCallback {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ActiveModels models = ModelFiles.metered(ModelFiles.SHIPPED, meters);

    ActiveModels models() {
        return models;
    }

    /// How often any of them was asked, heat maps apart.
    long answers() {
        return meters.find("dermflow.model.answer").timers().stream().mapToLong(Timer::count).sum();
    }

    /// How often that of one task was asked.
    long answers(String task) {
        return meters.find("dermflow.model.answer").tag("task", task).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        OpenCvLibrary.load();
        models.start();
        assertThat(models.trouble()).isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        models.stop();
    }
}
