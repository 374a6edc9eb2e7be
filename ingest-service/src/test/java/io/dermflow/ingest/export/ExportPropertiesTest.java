package io.dermflow.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ExportPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new ExportProperties(
                                URI.create("http://127.0.0.1:8003"), Duration.ofSeconds(5)));
    }

    @Test
    void mapsEveryKey() {
        assertThat(
                        bind(
                                Map.of(
                                        "dermflow.export.llm-url",
                                        "http://llm:9",
                                        "dermflow.export.patience",
                                        "2s")))
                .isEqualTo(new ExportProperties(URI.create("http://llm:9"), Duration.ofSeconds(2)));
    }

    @Test
    void refusesToHaveNoPatience() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.export.patience", "0s")))
                .rootCause()
                .hasMessageContaining("patience");
    }

    private static ExportProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.export", ExportProperties.class);
    }
}
