package io.dermflow.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class UploadPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new UploadProperties(
                                DataSize.ofMegabytes(64),
                                DataSize.ofMegabytes(20),
                                Duration.ofMinutes(2),
                                Path.of("data/spool"),
                                DataSize.ofMegabytes(1),
                                2,
                                Duration.ofSeconds(5),
                                128,
                                16));
    }

    @Test
    void mapsEveryKey() {
        assertThat(
                        bind(
                                Map.ofEntries(
                                        Map.entry("dermflow.upload.max-request", "2MB"),
                                        Map.entry("dermflow.upload.max-part", "1MB"),
                                        Map.entry("dermflow.upload.deadline", "3s"),
                                        Map.entry("dermflow.upload.spool-dir", "/spool"),
                                        Map.entry("dermflow.upload.spool-memory", "4KB"),
                                        Map.entry("dermflow.upload.heavy-walks", "5"),
                                        Map.entry("dermflow.upload.heavy-wait", "6s"),
                                        Map.entry("dermflow.upload.at-once", "7"),
                                        Map.entry("dermflow.upload.at-once-per-user", "8"))))
                .isEqualTo(
                        new UploadProperties(
                                DataSize.ofMegabytes(2),
                                DataSize.ofMegabytes(1),
                                Duration.ofSeconds(3),
                                Path.of("/spool"),
                                DataSize.ofKilobytes(4),
                                5,
                                Duration.ofSeconds(6),
                                7,
                                8));
    }

    @Test
    void refusesAPartLargerThanTheRequest() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.upload.max-part", "65MB")))
                .rootCause()
                .hasMessageContaining("max-part");
    }

    private static UploadProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.upload", UploadProperties.class);
    }
}
