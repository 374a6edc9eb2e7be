package io.dermflow.stack.backup;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.home.OwnerOnly;
import io.dermflow.stack.postgres.BaseBackup;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Copies what a stack can't make again: the database, then the objects, then keys and passwords.
/// The order matters: an object is stored before the row that names it, so objects copied after the
/// database hold at least what its rows name. The stack goes on working meanwhile.
///
/// Failure semantics: the copy is whole once its file `complete` is there; a copy without it is
/// refused by [RestoreBackup].
public final class TakeBackup {

    static final String COMPLETE = "complete";
    static final String POSTGRES = "postgres";
    static final String OBJECTS = "objects";
    static final String SECRETS = "secrets";

    private static final Path LOG = Path.of("pg_wal");

    // Of the running server, or made anew at the start.
    private static final Set<Path> NOT_COPIED =
            Set.of(
                    LOG,
                    Path.of("postmaster.pid"),
                    Path.of("postmaster.opts"),
                    Path.of("pg_replslot"),
                    Path.of("pg_dynshmem"),
                    Path.of("pg_notify"),
                    Path.of("pg_serial"),
                    Path.of("pg_snapshots"),
                    Path.of("pg_stat_tmp"),
                    Path.of("pg_subtrans"));

    private final DataDirectory data;
    private final BaseBackup postgres;

    /// @param port of the running PostgreSQL
    public TakeBackup(DataDirectory data, int port) {
        this.data = data;
        this.postgres = new BaseBackup(data, port);
    }

    /// @throws FileAlreadyExistsException if something lies there already
    public void into(Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        OwnerOnly.directory(folder);
        Path cluster = postgres.cluster();
        Path copied = folder.resolve(POSTGRES).resolve("data");
        postgres.take(
                () -> FolderCopy.copy(cluster, copied, NOT_COPIED),
                () -> FolderCopy.copy(cluster.resolve(LOG), copied.resolve(LOG), Set.of()),
                copied);
        FolderCopy.copy(data.objects(), folder.resolve(OBJECTS), Set.of());
        FolderCopy.copy(data.secrets(), folder.resolve(SECRETS), Set.of());
        FileTree.force(folder);
        Files.writeString(folder.resolve(COMPLETE), "");
        FileTree.forceDirectory(folder);
    }
}
