package io.dermflow.llm.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.testing.Binding;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;

class SessionPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(Binding.bind(SessionProperties.class, Map.of()))
                .isEqualTo(
                        new SessionProperties(
                                Duration.ofDays(30),
                                20,
                                50,
                                Duration.ofMinutes(10),
                                Duration.ofHours(48)));
    }

    @Test
    void takesEveryKey() {
        assertThat(
                        Binding.bind(
                                SessionProperties.class,
                                Map.of(
                                        "life", "1d",
                                        "max-per-user", "2",
                                        "max-exchanges", "3",
                                        "sweep", "4s",
                                        "erasure-marks", "5h")))
                .isEqualTo(
                        new SessionProperties(
                                Duration.ofDays(1),
                                2,
                                3,
                                Duration.ofSeconds(4),
                                Duration.ofHours(5)));
    }

    @Test
    void refusesNoSessionAndUnknownKeys() {
        assertThatThrownBy(() -> Binding.bind(SessionProperties.class, Map.of("max-per-user", "0")))
                .isInstanceOf(BindException.class);
        assertThatThrownBy(() -> Binding.bind(SessionProperties.class, Map.of("lives", "9")))
                .isInstanceOf(BindException.class);
    }
}
