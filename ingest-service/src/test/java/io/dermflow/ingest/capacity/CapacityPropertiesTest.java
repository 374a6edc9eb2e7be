package io.dermflow.ingest.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CapacityPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(properties(30, 2, 15, 300));
    }

    @Test
    void mapsEveryKey() {
        assertThat(
                        bind(
                                Map.of(
                                        "dermflow.capacity.target-p90", "1s",
                                        "dermflow.capacity.round", "2s",
                                        "dermflow.capacity.alive", "3s",
                                        "dermflow.capacity.arrivals", "4s")))
                .isEqualTo(properties(1, 2, 3, 4));
    }

    @Test
    void refusesATargetOfNoTime() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.capacity.target-p90", "0s")))
                .rootCause()
                .hasMessageContaining("positive");
    }

    private static CapacityProperties properties(int target, int round, int alive, int arrivals) {
        return new CapacityProperties(
                Duration.ofSeconds(target),
                Duration.ofSeconds(round),
                Duration.ofSeconds(alive),
                Duration.ofSeconds(arrivals));
    }

    private static CapacityProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.capacity", CapacityProperties.class);
    }
}
