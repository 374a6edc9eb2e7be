package io.dermflow.ingest.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AttemptPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new AttemptProperties(
                                60, Duration.ofSeconds(1), 10, Duration.ofSeconds(30), 20_000));
    }

    @Test
    void mapsEveryKey() {
        assertThat(
                        bind(
                                Map.of(
                                        "dermflow.attempts.address-burst", "1",
                                        "dermflow.attempts.address-refill", "2s",
                                        "dermflow.attempts.account-burst", "3",
                                        "dermflow.attempts.account-refill", "4s",
                                        "dermflow.attempts.remembered", "5")))
                .isEqualTo(
                        new AttemptProperties(
                                1, Duration.ofSeconds(2), 3, Duration.ofSeconds(4), 5));
    }

    @Test
    void refusesARefillThatNeverComes() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.attempts.address-refill", "0s")))
                .rootCause()
                .hasMessageContaining("positive");
    }

    private static AttemptProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.attempts", AttemptProperties.class);
    }
}
