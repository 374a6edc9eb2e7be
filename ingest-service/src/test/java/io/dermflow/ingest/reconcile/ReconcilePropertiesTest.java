package io.dermflow.ingest.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReconcilePropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new ReconcileProperties(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                URI.create("http://127.0.0.1:8004")));
    }

    @Test
    void mapsEveryKey() {
        assertThat(
                        bind(
                                Map.ofEntries(
                                        Map.entry("dermflow.reconcile.round", "3s"),
                                        Map.entry("dermflow.reconcile.postponement", "4s"),
                                        Map.entry(
                                                "dermflow.reconcile.report-url",
                                                "http://report:9"))))
                .isEqualTo(
                        new ReconcileProperties(
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4),
                                URI.create("http://report:9")));
    }

    @Test
    void refusesRoundsWithoutAPause() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.reconcile.round", "0s")))
                .rootCause()
                .hasMessageContaining("round");
    }

    private static ReconcileProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.reconcile", ReconcileProperties.class);
    }
}
