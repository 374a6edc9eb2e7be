package io.dermflow.stack.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.stack.home.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreBackupTest {

    @TempDir private Path folder;

    @Test
    void refusesACopyThatWasNotFinished() throws IOException {
        Files.createDirectories(folder.resolve("copy/postgres"));

        assertThatThrownBy(() -> restore("new")).hasMessageEndingWith("is no complete backup");
    }

    @Test
    void refusesADataFolderThatIsInUse() throws IOException {
        Files.createDirectories(folder.resolve("copy"));
        Files.createFile(folder.resolve("copy/complete"));
        Files.createDirectories(folder.resolve("used/kafka"));

        assertThatThrownBy(() -> restore("used")).hasMessageContaining("is there already");
    }

    @Test
    void copiesModesAndLeavesOutWhatIsNamed() throws IOException {
        Path from = Files.createDirectories(folder.resolve("from"));
        Files.createDirectories(from.resolve("pg_wal"));
        Files.writeString(from.resolve("pg_wal/1"), "log");
        Path key = Files.writeString(from.resolve("key"), "secret");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));

        FolderCopy.copy(from, folder.resolve("to"), Set.of(Path.of("pg_wal")));

        assertThat(folder.resolve("to/pg_wal")).isEmptyDirectory();
        assertThat(folder.resolve("to/key")).hasContent("secret");
        assertThat(Files.getPosixFilePermissions(folder.resolve("to/key")))
                .isEqualTo(PosixFilePermissions.fromString("r--------"));
    }

    private void restore(String data) throws IOException {
        new RestoreBackup(folder.resolve("copy")).into(new DataDirectory(folder.resolve(data)));
    }
}
