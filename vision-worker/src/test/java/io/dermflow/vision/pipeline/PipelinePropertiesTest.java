package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PipelinePropertiesTest {

    private static final String SHA256 = "ab".repeat(32);

    @Test
    void haltsOnNothingByDefault() {
        assertThat(bind(Map.of())).isEqualTo(new PipelineProperties(640, "", ""));
    }

    @Test
    void mapsEveryKey() {
        var properties =
                bind(
                        Map.of(
                                "dermflow.vision.working-long-side",
                                "1024",
                                "dermflow.vision.halt-on-sha256",
                                SHA256,
                                "dermflow.vision.steps",
                                "denoise,-features"));

        assertThat(properties).isEqualTo(new PipelineProperties(1024, SHA256, "denoise,-features"));
    }

    @Test
    void refusesASizeThatIsNoNumber() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.vision.working-long-side", "large")))
                .isInstanceOf(BindException.class);
    }

    @Test
    void refusesAStepThatDoesNotExist() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.vision.steps", "card,magic")))
                .hasStackTraceContaining("there is no step 'magic'");
    }

    private static PipelineProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.vision", PipelineProperties.class);
    }
}
