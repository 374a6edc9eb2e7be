package io.dermflow.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.Clients;
import io.dermflow.stack.LocalStack;
import io.dermflow.stack.StackOptions;
import io.dermflow.stack.control.ControlServer;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.part.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./dermflow backup` and `restore` on a real database. That no task is lost by them is
/// `RestoreDrillTest`'s.
class BackupTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String OBJECT = "raw-captures/a/photo";

    @TempDir private Path folder;
    private Path copy;

    @BeforeEach
    void nameIt() {
        copy = folder.resolve("copy");
    }

    @Test
    void aCopyOfARunningStackStartsInANewFolder() throws Exception {
        Path running = folder.resolve("running");
        try (LocalStack stack = database(running);
                var _ = ControlServer.open(stack, () -> {})) {
            var clients = new Clients(stack);
            clients.execute(Part.INGEST, "create table kept (word text)");
            clients.execute(Part.INGEST, "insert into kept values ('row')");
            Path object = stack.dataDirectory().objects().resolve(OBJECT);
            Files.createDirectories(FileTree.parentOf(object));
            Files.writeString(object, "object");

            CommandRun backup = run("backup", copy, running);

            assertThat(backup.exit()).as(backup.said()).isZero();
            assertThat(backup.said()).contains(copy + "; it holds passwords and keys");
            assertThat(Files.getPosixFilePermissions(copy))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(run("backup", copy, running))
                    .satisfies(again -> {
                        assertThat(again.exit()).isEqualTo(1);
                        assertThat(again.said()).contains("FileAlreadyExists", copy.toString());
                    });
            assertThat(run("restore", copy, running))
                    .satisfies(over -> {
                        assertThat(over.exit()).isEqualTo(1);
                        assertThat(over.said()).contains("a stack runs on " + running);
                    });
        }
        Path fresh = folder.resolve("fresh");

        CommandRun restore = run("restore", copy, fresh);

        assertThat(restore.exit()).as(restore.said()).isZero();
        assertThat(restore.said()).contains("./dermflow up --data " + fresh);
        assertThat(run("restore", copy, fresh).said()).contains("is there already");
        try (LocalStack restored = database(fresh)) {
            assertThat(new Clients(restored).query(Part.INGEST, "select word from kept"))
                    .isEqualTo("row");
            assertThat(restored.dataDirectory().objects().resolve(OBJECT)).hasContent("object");
        }
    }

    @Test
    void aStackWithoutADatabaseIsNotCopied() throws Exception {
        try (var stack = new FakeStack(folder, "ingest")) {
            CommandRun run = stack.run("backup", copy.toString());

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.said()).contains("postgres is not part of that stack");
            assertThat(copy).doesNotExist();
        }
    }

    @Test
    void whatDoesNotRunIsNotCopied() throws Exception {
        CommandRun run = run("backup", copy, folder.resolve("nothing"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.said()).contains("no stack runs");
    }

    @Test
    void aFolderThatIsNoWholeCopyIsNotRestored() throws Exception {
        Files.createDirectories(copy);

        CommandRun run = run("restore", copy, folder.resolve("fresh"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.said()).contains(copy + " is no complete backup");
        assertThat(folder.resolve("fresh")).doesNotExist();
    }

    private static CommandRun run(String command, Path copy, Path data)
            throws InterruptedException {
        return CommandRun.of(
                Checkout.here(), List.of(command, copy.toString(), "--data", data.toString()));
    }

    /// PostgreSQL alone.
    private static LocalStack database(Path data) throws Exception {
        var others = EnumSet.complementOf(EnumSet.of(Part.POSTGRES));
        LocalStack stack = LocalStack.start(StackOptions.on(data).onAnyPort().without(others));
        stack.awaitHealthy(LIMIT);
        return stack;
    }
}
