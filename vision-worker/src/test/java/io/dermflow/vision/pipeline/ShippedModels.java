package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.ModelFiles;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The shipped models in memory, for as long as the tests of one class run.
final class ShippedModels implements BeforeAllCallback, AfterAllCallback {

    private final ActiveModels models = new ActiveModels(ModelFiles.properties(ModelFiles.SHIPPED));

    ActiveModels models() {
        return models;
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
