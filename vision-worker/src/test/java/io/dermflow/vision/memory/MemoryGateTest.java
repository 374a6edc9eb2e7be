package io.dermflow.vision.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryGateTest {

    private static final MemoryProperties LIMITS = new MemoryProperties(90, 80);

    @TempDir private Path dir;
    private Path meminfo;
    private Path cgroup;

    @BeforeEach
    void machine() throws IOException {
        meminfo = dir.resolve("meminfo");
        cgroup = dir.resolve("cgroup");
        Files.createDirectory(cgroup);
        available(500);
    }

    @Test
    void readsWhatTheMachineCouldStillGive() {
        var figures = reader().read();

        assertThat(figures.total()).isEqualTo(1_000 * 1_024);
        assertThat(figures.used()).isEqualTo(500 * 1_024);
        assertThat(figures.percent()).isEqualTo(50.0);
    }

    @Test
    void takesTheContainersLimitWhenItIsTighter() throws IOException {
        Files.writeString(cgroup.resolve("memory.max"), "100000\n");
        Files.writeString(cgroup.resolve("memory.current"), "90000\n");
        Files.writeString(cgroup.resolve("memory.stat"), "anon 1\ninactive_file 20000\n");

        var figures = reader().read();

        assertThat(figures.total()).isEqualTo(100_000);
        assertThat(figures.available()).as("caches can be dropped").isEqualTo(30_000);
    }

    /// Which view is tighter changes with what others use; what may be used does not.
    @Test
    void tellsWhatMayBeUsedWhicheverViewIsTighter() throws IOException {
        Files.writeString(cgroup.resolve("memory.max"), "600000\n");
        Files.writeString(cgroup.resolve("memory.current"), "1000\n");
        Files.writeString(cgroup.resolve("memory.stat"), "anon 1\n");

        assertThat(reader().read().total()).isEqualTo(1_000 * 1_024);
        assertThat(reader().allowed()).isEqualTo(600_000);
        assertThat(reader().onMachine()).isEqualTo(1_000 * 1_024);
    }

    @Test
    void ignoresAContainerWithoutALimit() throws IOException {
        Files.writeString(cgroup.resolve("memory.max"), "max\n");

        assertThat(reader().read().total()).isEqualTo(1_000 * 1_024);
    }

    @Test
    void closesAboveTheOneLimitAndOpensBelowTheOther() throws IOException {
        var gate = gate();
        assertThat(gate.closed()).isEmpty();

        available(90);
        assertThat(closed(gate)).contains("memory");
        available(150);
        assertThat(closed(gate)).as("between the limits it stays").contains("memory");
        available(210);
        assertThat(closed(gate)).isEmpty();
        available(150);
        assertThat(closed(gate)).as("between the limits it stays").isEmpty();
    }

    @Test
    void readsTheRealMachine() {
        var figures = new MemoryReader().read();

        assertThat(figures.total()).isPositive();
        assertThat(figures.percent()).isBetween(0.0, 100.0);
    }

    @Test
    void refusesLimitsInTheWrongOrder() {
        assertThatThrownBy(() -> new MemoryProperties(80, 80))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<String> closed(MemoryGate gate) {
        gate.look();
        return gate.closed();
    }

    private MemoryReader reader() {
        return new MemoryReader(meminfo, cgroup);
    }

    private MemoryGate gate() {
        return new MemoryGate(reader(), LIMITS, new SimpleMeterRegistry());
    }

    private void available(int kib) throws IOException {
        Files.writeString(
                meminfo, "MemTotal: 1000 kB\nMemFree: 1 kB\nMemAvailable: " + kib + " kB\n");
    }
}
