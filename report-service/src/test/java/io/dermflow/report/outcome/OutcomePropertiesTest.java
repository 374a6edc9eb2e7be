package io.dermflow.report.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.testing.Binding;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;

class OutcomePropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(Binding.bind(OutcomeProperties.class, Map.of()))
                .isEqualTo(new OutcomeProperties(Duration.ofSeconds(10), Duration.ofHours(1), 500));
    }

    @Test
    void takesEveryKey() {
        assertThat(
                        Binding.bind(
                                OutcomeProperties.class,
                                Map.of(
                                        "unassigned-for",
                                        "5s",
                                        "put-back-age",
                                        "2h",
                                        "put-back-batch",
                                        "7")))
                .isEqualTo(new OutcomeProperties(Duration.ofSeconds(5), Duration.ofHours(2), 7));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(
                        () -> Binding.bind(OutcomeProperties.class, Map.of("put-back-batch", "0")))
                .isInstanceOf(BindException.class);
    }
}
