package io.dermflow.vision.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessPeakTest {

    @TempDir Path dir;

    @Test
    void readsTheHighWaterMarkInKibibytes() throws IOException {
        Path status =
                Files.writeString(
                        dir.resolve("status"), "Name:\tjava\nVmHWM:\t  1200 kB\nVmRSS:\t 900 kB\n");

        assertThat(new ProcessPeak(status).bytes()).isEqualTo(1200 * 1024);
    }

    @Test
    void takesTheJvmsOwnFigureElsewhere() {
        assertThat(new ProcessPeak(dir.resolve("none")).bytes()).isPositive();
    }
}
