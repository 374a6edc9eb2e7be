package io.dermflow.stack.postgres;

import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Runs `initdb` beside the final folder and renames the result, so that a crash in between leaves
/// no half cluster.
record NewCluster(PostgresBinaries binaries, NotRoot notRoot, Path log) {

    void create(Path cluster, String superuserPassword) throws IOException, InterruptedException {
        Path fresh = cluster.resolveSibling("data.initializing");
        Path passwordFile = cluster.resolveSibling("initial-password");
        FileTree.delete(fresh);
        try {
            OwnerOnly.write(passwordFile, superuserPassword);
            notRoot.own(FileTree.parentOf(cluster));
            run(initdb(fresh, passwordFile));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
        FileTree.forceDirectory(FileTree.parentOf(cluster));
    }

    private List<String> initdb(Path fresh, Path passwordFile) {
        List<String> command = new ArrayList<>(notRoot.prefix());
        command.addAll(binaries.command("initdb", fresh));
        command.addAll(List.of("--username", Databases.SUPERUSER));
        command.addAll(List.of("--pwfile", passwordFile.toString()));
        command.addAll(List.of("--auth", "scram-sha-256", "--encoding", "UTF8"));
        // The server's own C.UTF-8: independent of what locales the machine has.
        command.addAll(List.of("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"));
        command.addAll(List.of("--locale", "C"));
        return command;
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Process initdb =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        if (initdb.waitFor() != 0) {
            throw new IOException("initdb failed, see " + log + hint());
        }
    }

    private String hint() {
        return notRoot.otherUser()
                ? "; as root without user namespaces PostgreSQL runs as nobody, who must be able to"
                        + " enter the checkout and the data folder"
                : "";
    }
}
