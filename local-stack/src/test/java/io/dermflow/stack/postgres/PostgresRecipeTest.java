package io.dermflow.stack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.Ports;
import io.dermflow.stack.home.Secrets;
import io.dermflow.stack.part.PartState;
import io.dermflow.stack.process.Child;
import io.dermflow.stack.process.Poll;
import io.dermflow.stack.process.Spawner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way PostgreSQL takes where a root user may not make user namespaces (a container with the
/// usual seccomp profile).
class PostgresRecipeTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path directory;
    private DataDirectory data;
    private PostgresRecipe recipe;

    @BeforeEach
    void prepare() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        data = new DataDirectory(directory);
        data.prepare();
        recipe =
                new PostgresRecipe(
                        data,
                        Ports.settle(data, OptionalInt.of(0)),
                        new Secrets(data),
                        Checkout.here(),
                        PostgresUser.withOtherUid());
    }

    @Test
    void runsAsNobodyAndEndsWithItsParent() throws Exception {
        var spawner = new Spawner();
        var child = new Child(recipe, spawner, () -> true);
        child.start();
        try {
            assertThat(Poll.until(LIMIT, () -> child.state() == PartState.HEALTHY)).isTrue();
            long pid = child.pid().orElseThrow();
            assertThat(Files.getAttribute(Path.of("/proc/" + pid), "unix:uid")).isEqualTo(65534);

            // To the kernel the end of the thread that forked is the end of the parent.
            spawner.close();

            assertThat(Poll.until(LIMIT, () -> ProcessHandle.of(pid).isEmpty())).isTrue();
        } finally {
            child.halt();
        }
    }
}
