package io.dermflow.report.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.testing.Binding;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;

class RetentionPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(Binding.bind(RetentionProperties.class, Map.of()))
                .isEqualTo(
                        new RetentionProperties(
                                Duration.ofHours(48), Duration.ofHours(24), Duration.ofMinutes(1)));
    }

    @Test
    void takesEveryKey() {
        assertThat(
                        Binding.bind(
                                RetentionProperties.class,
                                Map.of(
                                        "erasure-marks",
                                        "50h",
                                        "announcements",
                                        "1h",
                                        "every",
                                        "5s")))
                .isEqualTo(
                        new RetentionProperties(
                                Duration.ofHours(50), Duration.ofHours(1), Duration.ofSeconds(5)));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> Binding.bind(RetentionProperties.class, Map.of("evry", "5s")))
                .isInstanceOf(BindException.class);
    }
}
