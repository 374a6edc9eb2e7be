package io.dermflow.ingest.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IssuingPropertiesTest {

    @Test
    void hasDefaults() {
        IssuingProperties bound = bind(Map.of());

        assertThat(bound)
                .isEqualTo(
                        new IssuingProperties(
                                Path.of("data/keys/tokens"),
                                Path.of("data/keys/clients"),
                                Duration.ofMinutes(15),
                                Duration.ofMinutes(5),
                                Duration.ofDays(30),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(10)));
    }

    @Test
    void mapsEveryKey() {
        IssuingProperties bound =
                bind(
                        Map.of(
                                "keys-dir", "/k",
                                "clients-dir", "/c",
                                "access-life", "1m",
                                "service-life", "2m",
                                "refresh-life", "3m",
                                "key-settle", "4m",
                                "key-reread", "5m",
                                "sweep", "6m"));

        assertThat(bound)
                .isEqualTo(
                        new IssuingProperties(
                                Path.of("/k"),
                                Path.of("/c"),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(2),
                                Duration.ofMinutes(3),
                                Duration.ofMinutes(4),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(6)));
    }

    @Test
    void refusesRefreshTokensThatDieBeforeAccessTokens() {
        assertThatThrownBy(() -> bind(Map.of("refresh-life", "10m")))
                .rootCause()
                .hasMessageContaining("refresh-life");
    }

    private static IssuingProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(prefixed(values)))
                .bindOrCreate("dermflow.issuing", IssuingProperties.class);
    }

    private static Map<String, String> prefixed(Map<String, String> values) {
        var prefixed = new HashMap<String, String>();
        values.forEach((key, value) -> prefixed.put("dermflow.issuing." + key, value));
        return prefixed;
    }
}
