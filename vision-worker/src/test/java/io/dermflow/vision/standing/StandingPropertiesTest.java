package io.dermflow.vision.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StandingPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new StandingProperties("", 0, Duration.ofSeconds(5)));
    }

    @Test
    void mapsEveryKey() {
        assertThat(
                        bind(
                                Map.of(
                                        "dermflow.standing.node", "gpu-1",
                                        "dermflow.standing.accelerators", "4",
                                        "dermflow.standing.every", "1s")))
                .isEqualTo(new StandingProperties("gpu-1", 4, Duration.ofSeconds(1)));
    }

    @Test
    void refusesAWorkerThatNeverSpeaks() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.standing.every", "0s")))
                .rootCause()
                .hasMessageContaining("positive");
    }

    private static StandingProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.standing", StandingProperties.class);
    }
}
