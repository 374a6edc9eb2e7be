package io.dermflow.stack.backup;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Puts a copy into a data folder that has no stack yet. At the next start PostgreSQL makes itself
/// whole from the copied log; Kafka begins empty, so open tasks are published again and ends that
/// nobody heard of are announced, as after any lost log.
public final class RestoreBackup {

    private final Path folder;

    public RestoreBackup(Path folder) {
        this.folder = folder;
    }

    /// @throws IOException if the copy is not whole, or something lies in the data folder
    public void into(DataDirectory data) throws IOException {
        if (Files.notExists(folder.resolve(TakeBackup.COMPLETE))) {
            throw new IOException(folder + " is no complete backup");
        }
        for (Path taken : new Path[] {data.postgres(), data.objects(), data.kafka()}) {
            if (Files.exists(taken)) {
                throw new IOException(taken + " is there already; restore into a new folder");
            }
        }
        Files.createDirectories(data.root());
        FileTree.delete(data.secrets());
        FolderCopy.copy(folder.resolve(TakeBackup.SECRETS), data.secrets(), Set.of());
        FolderCopy.copy(folder.resolve(TakeBackup.OBJECTS), data.objects(), Set.of());
        FolderCopy.copy(folder.resolve(TakeBackup.POSTGRES), data.postgres(), Set.of());
    }
}
