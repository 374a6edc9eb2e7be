package io.dermflow.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.control.ControlClient;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.part.PartState;
import io.dermflow.stack.part.PartStatus;
import io.dermflow.stack.process.JavaCommand;
import io.dermflow.stack.process.Poll;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The supervisor as the process it is when `./dermflow up` leaves it behind.
class SupervisorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir static Path directory;
    private static DataDirectory data;
    private static Process supervisor;

    @BeforeAll
    static void start() throws Exception {
        data = new DataDirectory(directory);
        supervisor = supervise();
        awaitHealthy();
    }

    @AfterAll
    static void endsInGoodOrderWhenAsked() throws Exception {
        ControlClient.find(data).orElseThrow().down();

        assertThat(supervisor.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(supervisor.exitValue()).isZero();
        assertThat(ControlClient.find(data)).isEmpty();
    }

    @Test
    void leavesNothingBehindThatBlocksTheNextStart() throws Exception {
        List<ProcessHandle> children = supervisor.descendants().toList();
        assertThat(children).hasSizeGreaterThanOrEqualTo(3);

        supervisor.destroyForcibly().waitFor();

        assertThat(Poll.until(LIMIT, () -> children.stream().noneMatch(SupervisorTest::runs)))
                .isTrue();
        supervisor = supervise();
        awaitHealthy();
    }

    @Test
    void obeysItsCommands() throws Exception {
        ControlClient client = ControlClient.find(data).orElseThrow();
        long postgres = pid(client, Part.POSTGRES);

        client.act(Part.POSTGRES, "kill");
        client.act(Part.OBJECTS, "stop");

        assertThat(part(client, Part.OBJECTS).state()).isEqualTo(PartState.STOPPED);
        client.act(Part.OBJECTS, "start");
        awaitHealthy();
        assertThat(pid(client, Part.POSTGRES)).isNotEqualTo(postgres);
    }

    private static Process supervise() throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(JavaCommand.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", JavaCommand.classPath()));
        command.addAll(List.of("io.dermflow.stack.command.Main", "supervise"));
        command.addAll(List.of("--data", directory.toString(), "--port", "0"));
        for (String service : List.of("gateway", "ingest", "vision", "llm", "report")) {
            command.addAll(List.of("--without", service));
        }
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void awaitHealthy() throws InterruptedException {
        assertThat(Poll.until(LIMIT, SupervisorTest::healthy)).isTrue();
    }

    private static boolean healthy() {
        List<PartStatus> parts = client().map(SupervisorTest::parts).orElse(List.of());
        return !parts.isEmpty()
                && parts.stream().allMatch(part -> part.state() == PartState.HEALTHY);
    }

    private static Optional<ControlClient> client() {
        try {
            return ControlClient.find(data);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long pid(ControlClient client, Part part) {
        return part(client, part).pid().orElseThrow();
    }

    private static PartStatus part(ControlClient client, Part part) {
        return parts(client).stream()
                .filter(status -> status.part() == part)
                .findFirst()
                .orElseThrow();
    }

    private static List<PartStatus> parts(ControlClient client) {
        try {
            return client.status().parts();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// A process nobody has reaped yet is as good as gone.
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
