package io.dermflow.stack.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.stack.FakeService;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.JavaCommand;
import io.dermflow.stack.process.Poll;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes at one checkout.
class TakenApartTogetherTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir Path directory;

    private final List<Process> processes = new ArrayList<>();
    private Path root;
    private Path builds;
    private Path held;
    private Path other;

    @BeforeEach
    void builtTwice() throws IOException {
        root = directory.resolve("caches");
        builds = root.resolve("gateway-service");
        held = HeldJar.write(directory.resolve("held"));
        other = directory.resolve("other").resolve(held.getFileName());
        FakeService.writeJar(other);
    }

    @AfterEach
    void leaveNoProcess() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void threeProcessesEndWithTheSamePartsTakenApartOnce() throws Exception {
        List<Process> three = List.of(process(), process(), process());
        HeldJar.letEnd(held);

        List<String> said = new ArrayList<>();
        for (Process process : three) {
            said.add(allSaidBy(process));
        }

        assertThat(said).containsOnly(builds(1).getFirst().resolve(held.getFileName()).toString());
    }

    @Test
    void nothingIsTakenFromAProcessThatStillWorksAndTheWaitForItEnds() throws Exception {
        Path before = Files.createDirectories(builds.resolve("before"));
        Process working = process();
        assertThat(Poll.until(LIMIT, () -> HeldJar.hasBegun(held))).isTrue();
        var parts = new TakenApart(root);

        assertThatThrownBy(() -> new TakenApart(root, SHORT).of(Part.GATEWAY, other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(root.resolve("gateway-service.lock").toString())
                .hasMessageContaining("start again");
        HeldJar.letEnd(held);

        assertThat(Path.of(allSaidBy(working))).exists();
        assertThat(before).as("the build before, which a stack may have open").exists();
        assertThat(parts.of(Part.GATEWAY, other)).exists();
        assertThat(builds(2)).contains(parts.folder(Part.GATEWAY, held));
    }

    @Test
    void aProcessThatDiedHoldsUpNobodyAndItsRestsAreRemoved() throws Exception {
        Process dying = process();
        assertThat(Poll.until(LIMIT, () -> HeldJar.hasBegun(held))).isTrue();
        List<ProcessHandle> extraction = dying.descendants().toList();

        dying.destroyForcibly().waitFor();
        extraction.forEach(ProcessHandle::destroyForcibly);

        Path apart = new TakenApart(root).of(Part.GATEWAY, other);
        assertThat(builds(1)).containsExactly(apart.getParent());
    }

    @Test
    void whatCannotBeTakenApartInTimeIsGivenUp() throws Exception {
        assertThatThrownBy(() -> new TakenApart(root, SHORT).of(Part.GATEWAY, held))
                .isInstanceOf(IOException.class)
                .hasMessage(held + " could not be taken apart within PT0.1S");

        assertThat(builds).isEmptyDirectory();
        assertThat(new TakenApart(root).of(Part.GATEWAY, other)).exists();
    }

    /// What each process does.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var parts = new TakenApart(Path.of(arguments[0]));
        IO.println(parts.of(Part.GATEWAY, Path.of(arguments[1])));
    }

    private Process process() throws IOException {
        List<String> command =
                List.of(
                        JavaCommand.java(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        JavaCommand.classPath(),
                        TakenApartTogetherTest.class.getName(),
                        root.toString(),
                        held.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        processes.add(process);
        return process;
    }

    private static String allSaidBy(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /// All that lies there.
    private List<Path> builds(int count) throws IOException {
        try (Stream<Path> folders = Files.list(builds)) {
            List<Path> all = folders.toList();
            assertThat(all).hasSize(count);
            return all;
        }
    }
}
