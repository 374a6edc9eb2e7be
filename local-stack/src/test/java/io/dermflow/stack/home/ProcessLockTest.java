package io.dermflow.stack.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLockTest {

    private static final int TAKEN = 0;
    private static final int REFUSED = 10;

    @TempDir Path directory;

    @Test
    void aRefusalInItsOwnProcessDoesNotOpenItToOthers() throws Exception {
        Path file = directory.resolve("lock");

        try (var _ = ProcessLock.take(file).orElseThrow()) {
            assertThat(ProcessLock.take(directory.resolve("./lock"))).isEmpty();
            assertThat(exitOfAnotherProcess(file)).isEqualTo(REFUSED);
        }

        assertThat(exitOfAnotherProcess(file)).isEqualTo(TAKEN);
        ProcessLock.take(file).orElseThrow().close();
    }

    private static int exitOfAnotherProcess(Path file) throws Exception {
        List<String> command =
                List.of(
                        JavaCommand.java(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        JavaCommand.classPath(),
                        ProcessLockTest.class.getName(),
                        file.toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /// What the other process does.
    public static void main(String[] arguments) throws IOException {
        System.exit(ProcessLock.take(Path.of(arguments[0])).isPresent() ? TAKEN : REFUSED);
    }
}
