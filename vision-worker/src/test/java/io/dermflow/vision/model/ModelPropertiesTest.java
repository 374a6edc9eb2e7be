package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.vision.model.ModelProperties.DeviceKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ModelPropertiesTest {

    @Test
    void takesTheProcessorAndOneThreadPerCoreByDefault() {
        var properties = bind(Map.of());

        assertThat(properties.directory()).isEqualTo(Path.of("./models"));
        assertThat(properties.device()).isEqualTo(DeviceKind.CPU);
        assertThat(properties.threadsPerDevice())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(properties.largestBatch()).as("batches gain nothing on a CPU").isOne();
    }

    @Test
    void mapsEveryKey() {
        var properties =
                bind(
                        Map.of(
                                "dermflow.models.dir", "m",
                                "dermflow.models.device", "cuda",
                                "dermflow.models.threads", "3",
                                "dermflow.models.max-batch", "16",
                                "dermflow.models.queue", "9",
                                "dermflow.models.manifest-url", "s3://models/models.json",
                                "dermflow.models.retire-after", "90s",
                                "dermflow.models.look-every", "1s"));

        assertThat(properties)
                .isEqualTo(
                        new ModelProperties(
                                "m",
                                "s3://models/models.json",
                                DeviceKind.CUDA,
                                "c",
                                3,
                                16,
                                9,
                                Duration.ofSeconds(90),
                                Duration.ofSeconds(1)));
        assertThat(properties.largestBatch()).isEqualTo(16);
    }

    @Test
    void givesAGpuTwoThreads() {
        var properties = bind(Map.of("dermflow.models.device", "cuda"));

        assertThat(properties.threadsPerDevice()).isEqualTo(2);
    }

    @Test
    void refusesAnUnknownDevice() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.models.device", "tpu")))
                .isInstanceOf(BindException.class);
    }

    @Test
    void refusesAManifestAddressOfAnUnknownKind() {
        assertThatThrownBy(
                        () -> bind(Map.of("dermflow.models.manifest-url", "ftp://x/models.json")))
                .isInstanceOf(BindException.class);
    }

    /// A folder and the bucket are read by the manifest's usual name: another one would be passed
    /// over in silence.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/srv/models/choice.json",
                "file:models.json",
                "s3://models/choice.json",
                "s3://models",
                "s3:models.json"
            })
    void refusesAManifestOfAnotherNameInAFolderOrTheBucket(String address) {
        assertThatThrownBy(() -> bind(Map.of("dermflow.models.manifest-url", address)))
                .isInstanceOf(BindException.class)
                .hasStackTraceContaining("/models.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/srv/models.json",
                "file:///srv/models/models.json",
                "s3://models/a/b/models.json",
                "https://example.org/choice.json"
            })
    void takesAManifestWhoseFilesCanBeFound(String address) {
        var properties = bind(Map.of("dermflow.models.manifest-url", address));

        assertThat(properties.manifestAt()).hasValue(URI.create(address));
    }

    private static ModelProperties bind(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("dermflow.models.cache-dir", "c");
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("dermflow.models", ModelProperties.class)
                .get();
    }
}
