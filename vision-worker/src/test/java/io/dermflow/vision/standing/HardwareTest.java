package io.dermflow.vision.standing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardwareTest {

    @TempDir private Path dir;

    @Test
    void countsTheMachinesCores() throws IOException {
        assertThat(online("0-15\n").processors()).isEqualTo(16);
        assertThat(online("0-3,8,10-11\n").processors()).isEqualTo(7);
        assertThat(online("0\n").processors()).isEqualTo(1);
    }

    @Test
    void countsTheJvmsCoresWhereLinuxDoesNotSay() throws IOException {
        int own = Runtime.getRuntime().availableProcessors();

        assertThat(online("all of them").processors()).isEqualTo(own);
        assertThat(new Hardware(dir.resolve("absent"), List.of()).processors()).isEqualTo(own);
    }

    @Test
    void aWorkerWithoutGpusSaysNothingOfThem() throws IOException {
        assertThat(online("0").accelerators()).isEmpty();
    }

    /// No machine has its 64th GPU; here there is not even a driver.
    @Test
    void aGpuThatDoesNotAnswerIsNotMadeUp() {
        var hardware = new Hardware(dir, List.of(Device.gpu(63)));

        assertThat(hardware.accelerators()).isEmpty();
    }

    private Hardware online(String list) throws IOException {
        Path file = dir.resolve("online");
        Files.writeString(file, list);
        return new Hardware(file, List.of());
    }
}
