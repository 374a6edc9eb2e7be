package io.dermflow.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CapturePropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new CaptureProperties(
                                200,
                                Duration.ofHours(24),
                                Duration.ofDays(365),
                                Duration.ofHours(24),
                                2000,
                                20,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60),
                                URI.create("http://127.0.0.1:8004")));
    }

    @Test
    void mapsEveryKey() {
        assertThat(
                        bind(
                                Map.ofEntries(
                                        Map.entry("dermflow.capture.max-open", "1"),
                                        Map.entry("dermflow.capture.images-kept", "2h"),
                                        Map.entry("dermflow.capture.consented-images-kept", "3h"),
                                        Map.entry("dermflow.capture.idempotency-kept", "4h"),
                                        Map.entry("dermflow.capture.streams", "5"),
                                        Map.entry("dermflow.capture.streams-per-user", "6"),
                                        Map.entry("dermflow.capture.heartbeat", "7s"),
                                        Map.entry("dermflow.capture.max-wait", "8s"),
                                        Map.entry(
                                                "dermflow.capture.report-url", "http://report:9"))))
                .isEqualTo(
                        new CaptureProperties(
                                1,
                                Duration.ofHours(2),
                                Duration.ofHours(3),
                                Duration.ofHours(4),
                                5,
                                6,
                                Duration.ofSeconds(7),
                                Duration.ofSeconds(8),
                                URI.create("http://report:9")));
    }

    @Test
    void refusesImagesKeptLongerWithoutConsent() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.capture.images-kept", "366d")))
                .rootCause()
                .hasMessageContaining("images-kept");
    }

    private static CaptureProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.capture", CaptureProperties.class);
    }
}
