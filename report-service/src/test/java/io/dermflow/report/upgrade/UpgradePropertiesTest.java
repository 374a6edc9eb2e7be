package io.dermflow.report.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.testing.Binding;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;

class UpgradePropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(Binding.bind(UpgradeProperties.class, Map.of()))
                .isEqualTo(
                        new UpgradeProperties(
                                URI.create("http://127.0.0.1:8003"),
                                Duration.ofSeconds(3),
                                Duration.ofMinutes(1),
                                5,
                                5,
                                Duration.ofMinutes(5),
                                Duration.ofHours(24)));
    }

    @Test
    void takesEveryKey() {
        assertThat(
                        Binding.bind(
                                UpgradeProperties.class,
                                Map.of(
                                        "llm-bridge", "http://llm:1",
                                        "patience", "1s",
                                        "every", "2s",
                                        "batch", "3",
                                        "tries", "4",
                                        "back-off", "5s",
                                        "within", "6h")))
                .isEqualTo(
                        new UpgradeProperties(
                                URI.create("http://llm:1"),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                3,
                                4,
                                Duration.ofSeconds(5),
                                Duration.ofHours(6)));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> Binding.bind(UpgradeProperties.class, Map.of("batch", "0")))
                .isInstanceOf(BindException.class);
    }
}
