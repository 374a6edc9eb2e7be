package io.dermflow.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SweepPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new SweepProperties(
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(10),
                                500));
    }

    @Test
    void mapsEveryKey() {
        assertThat(
                        bind(
                                Map.ofEntries(
                                        Map.entry("dermflow.sweep.round", "1s"),
                                        Map.entry("dermflow.sweep.orphans-every", "2s"),
                                        Map.entry("dermflow.sweep.orphan-grace", "3s"),
                                        Map.entry("dermflow.sweep.batch", "4"))))
                .isEqualTo(
                        new SweepProperties(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                4));
    }

    @Test
    void refusesOrphansWithoutGrace() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.sweep.orphan-grace", "0s")))
                .rootCause()
                .hasMessageContaining("positive");
    }

    private static SweepProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.sweep", SweepProperties.class);
    }
}
