package io.dermflow.report.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.testing.Binding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;

class LinkPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(Binding.bind(LinkProperties.class, Map.of()))
                .isEqualTo(
                        new LinkProperties(
                                Path.of("data/report/signing.key"), Duration.ofMinutes(2)));
    }

    @Test
    void takesEveryKey() {
        assertThat(Binding.bind(LinkProperties.class, Map.of("key-file", "a.key", "life", "10s")))
                .isEqualTo(new LinkProperties(Path.of("a.key"), Duration.ofSeconds(10)));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> Binding.bind(LinkProperties.class, Map.of("life", "1s")))
                .isInstanceOf(BindException.class);
    }
}
