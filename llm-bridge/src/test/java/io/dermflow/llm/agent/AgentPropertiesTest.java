package io.dermflow.llm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.testing.Binding;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.util.unit.DataSize;

class AgentPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(Binding.bind(AgentProperties.class, Map.of()))
                .isEqualTo(
                        new AgentProperties(
                                DataSize.ofKilobytes(64),
                                4000,
                                16_000,
                                6,
                                700,
                                6,
                                Duration.ofSeconds(10),
                                Duration.ofMillis(100),
                                256,
                                8));
    }

    @Test
    void takesEveryKey() {
        assertThat(
                        Binding.bind(
                                AgentProperties.class,
                                Map.ofEntries(
                                        Map.entry("max-body", "1KB"),
                                        Map.entry("max-message", "2"),
                                        Map.entry("max-context", "3"),
                                        Map.entry("max-context-depth", "4"),
                                        Map.entry("max-tokens", "64"),
                                        Map.entry("history", "8"),
                                        Map.entry("heartbeat", "9s"),
                                        Map.entry("probe", "10s"),
                                        Map.entry("streams", "11"),
                                        Map.entry("streams-per-user", "12"))))
                .isEqualTo(
                        new AgentProperties(
                                DataSize.ofKilobytes(1),
                                2,
                                3,
                                4,
                                64,
                                8,
                                Duration.ofSeconds(9),
                                Duration.ofSeconds(10),
                                11,
                                12));
    }

    @Test
    void refusesAPulseWithoutPauses() {
        assertThatThrownBy(() -> Binding.bind(AgentProperties.class, Map.of("probe", "0s")))
                .isInstanceOf(BindException.class);
    }
}
