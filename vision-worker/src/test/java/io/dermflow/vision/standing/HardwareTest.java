package io.dermflow.vision.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
        assertThat(new Hardware(dir.resolve("absent"), Optional::empty).processors())
                .isEqualTo(own);
    }

    private Hardware online(String list) throws IOException {
        Path file = dir.resolve("online");
        Files.writeString(file, list);
        return new Hardware(file, Optional::empty);
    }
}
