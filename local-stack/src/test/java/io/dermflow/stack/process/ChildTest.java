package io.dermflow.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.part.Part;
import io.dermflow.stack.part.PartState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path directory;
    private Spawner spawner;
    private Child child;

    @BeforeEach
    void prepare() {
        spawner = new Spawner();
    }

    @AfterEach
    void clean() throws Exception {
        child.halt();
        spawner.close();
    }

    @Test
    void startsAKilledProcessAgain() throws Exception {
        begin("exec sleep 60", true);
        long first = awaitHealthy();

        child.kill();

        assertThat(awaitHealthy()).isNotEqualTo(first);
        assertThat(child.restarts()).isEqualTo(1);
    }

    @Test
    void isNotHealthyBetweenADeathAndTheNextStart() throws Exception {
        begin("exec sleep 60", true);
        for (int deaths = 0; deaths < 4; deaths++) {
            awaitHealthy();
            child.kill();
            PartState state;
            int restarts;
            do {
                state = child.state();
                restarts = child.restarts();
                if (restarts == deaths) {
                    assertThat(state).isNotEqualTo(PartState.HEALTHY);
                }
            } while (restarts == deaths);
        }
    }

    @Test
    void holdsAStoppedPartDownUntilItIsStarted() throws Exception {
        begin("exec sleep 60", true);
        long first = awaitHealthy();

        child.stop();

        assertThat(child.state()).isEqualTo(PartState.STOPPED);
        assertThat(ProcessHandle.of(first)).isEmpty();
        assertThat(Poll.until(Duration.ofMillis(500), () -> child.pid().isPresent())).isFalse();
        child.start();
        assertThat(awaitHealthy()).isNotEqualTo(first);
        assertThat(child.restarts()).isZero();
    }

    @Test
    void killsAProcessThatIgnoresTheRequestToEnd() throws Exception {
        begin("trap '' TERM; touch ready; while :; do sleep 0.1; done", true);
        awaitHealthy();
        Poll.until(LIMIT, () -> Files.exists(directory.resolve("ready")));

        child.stop();

        assertThat(child.pid()).isEmpty();
    }

    @Test
    void backsOffFromAProcessThatEndsAtOnce() throws Exception {
        begin("exit 1", true);

        assertThat(Poll.until(LIMIT, () -> child.restarts() == 3)).isTrue();

        assertThat(child.state()).isNotEqualTo(PartState.HEALTHY);
    }

    @Test
    void keepsTryingWhenTheProgramIsMissing() throws Exception {
        child = new Child(recipe(List.of("/no/such/program"), true), spawner, () -> true);
        child.start();

        assertThat(Poll.until(LIMIT, () -> child.restarts() == 2)).isTrue();
    }

    @Test
    void waitsForItsGate() throws Exception {
        Path gate = directory.resolve("open");
        var recipe = recipe(shell("exec sleep 60"), true);
        child = new Child(recipe, spawner, () -> Files.exists(gate));
        child.start();
        assertThat(Poll.until(Duration.ofMillis(300), () -> child.pid().isPresent())).isFalse();
        assertThat(child.state()).isEqualTo(PartState.WAITING);

        Files.createFile(gate);

        awaitHealthy();
    }

    @Test
    void freezesAndThaws() throws Exception {
        begin("exec sleep 60", true);
        long pid = awaitHealthy();

        child.pause();

        assertThat(child.state()).isEqualTo(PartState.PAUSED);
        assertThat(Poll.until(LIMIT, () -> processState(pid).contains("T"))).isTrue();
        child.resume();
        assertThat(awaitHealthy()).isEqualTo(pid);
        assertThat(processState(pid)).doesNotContain("T");
    }

    @Test
    void isStartingUntilTheProbeAnswers() throws Exception {
        begin("exec sleep 60", false);
        assertThat(Poll.until(LIMIT, () -> child.pid().isPresent())).isTrue();

        assertThat(child.state()).isEqualTo(PartState.STARTING);
    }

    private void begin(String script, boolean healthy) {
        child = new Child(recipe(shell(script), healthy), spawner, () -> true);
        child.start();
    }

    private long awaitHealthy() throws InterruptedException {
        assertThat(Poll.until(LIMIT, () -> child.state() == PartState.HEALTHY)).isTrue();
        return child.pid().orElseThrow();
    }

    private List<String> shell(String script) {
        return List.of("sh", "-c", "cd " + directory + "; " + script);
    }

    private Recipe recipe(List<String> command, boolean healthy) {
        return new Recipe() {
            @Override
            public Part part() {
                return Part.GATEWAY;
            }

            @Override
            public Launch launch() {
                return new Launch(command, Map.of(), directory.resolve("log"));
            }

            @Override
            public boolean healthy() {
                return healthy;
            }

            @Override
            public Duration grace() {
                return Duration.ofMillis(500);
            }
        };
    }

    private static String processState(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("State:"))
                    .findFirst()
                    .orElseThrow()
                    .substring("State:".length());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
