package io.dermflow.vision.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.testing.Binding;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointPropertiesTest {

    @Test
    void writesAfterTwoSecondsByDefault() {
        assertThat(Binding.bind(CheckpointProperties.class, Map.of()))
                .isEqualTo(new CheckpointProperties(true, Duration.ofSeconds(2)));
    }

    @Test
    void mapsEveryKey() {
        assertThat(
                        Binding.bind(
                                CheckpointProperties.class,
                                Map.of(
                                        "on", "false",
                                        "after", "500ms")))
                .isEqualTo(new CheckpointProperties(false, Duration.ofMillis(500)));
    }

    @Test
    void refusesATimeBelowZero() {
        assertThatThrownBy(() -> Binding.bind(CheckpointProperties.class, Map.of("after", "-1s")))
                .hasStackTraceContaining("must not be below 0");
    }
}
