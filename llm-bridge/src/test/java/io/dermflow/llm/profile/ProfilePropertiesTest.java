package io.dermflow.llm.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.testing.Binding;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;

class ProfilePropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(Binding.bind(ProfileProperties.class, Map.of()))
                .isEqualTo(
                        new ProfileProperties(
                                URI.create("http://127.0.0.1:8001"),
                                URI.create("http://127.0.0.1:8004"),
                                Duration.ofSeconds(2),
                                5,
                                Duration.ofSeconds(60),
                                1000));
    }

    @Test
    void takesEveryKey() {
        assertThat(
                        Binding.bind(
                                ProfileProperties.class,
                                Map.of(
                                        "ingest", "http://i:1",
                                        "report", "http://r:2",
                                        "patience", "3s",
                                        "look-back", "4",
                                        "fresh", "5s",
                                        "remembered", "6")))
                .isEqualTo(
                        new ProfileProperties(
                                URI.create("http://i:1"),
                                URI.create("http://r:2"),
                                Duration.ofSeconds(3),
                                4,
                                Duration.ofSeconds(5),
                                6));
    }

    @Test
    void refusesToLookAtNoCaptureAtAll() {
        assertThatThrownBy(() -> Binding.bind(ProfileProperties.class, Map.of("look-back", "0")))
                .isInstanceOf(BindException.class);
    }
}
