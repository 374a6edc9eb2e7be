package io.dermflow.report.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.testing.Binding;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;

class AccessPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(Binding.bind(AccessProperties.class, Map.of()))
                .isEqualTo(
                        new AccessProperties(
                                URI.create("http://127.0.0.1:8001"), Duration.ofSeconds(3)));
    }

    @Test
    void takesEveryKey() {
        assertThat(
                        Binding.bind(
                                AccessProperties.class,
                                Map.of("ingest", "http://ingest:1", "patience", "1s")))
                .isEqualTo(
                        new AccessProperties(URI.create("http://ingest:1"), Duration.ofSeconds(1)));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() ->
                        Binding.bind(AccessProperties.class, Map.of("ingset", "http://ingest:1")))
                .isInstanceOf(BindException.class);
    }
}
