package io.dermflow.stack.postgres;

import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.home.OwnerOnly;
import io.dermflow.stack.process.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Runs `initdb` beside the final folder and renames the result, so that a crash in between leaves
/// no half cluster.
record NewCluster(PostgresBinaries binaries, PostgresUser user, Path log) {

    void create(Path cluster, String superuserPassword) throws IOException, InterruptedException {
        Path fresh = cluster.resolveSibling("data.initializing");
        Path passwordFile = cluster.resolveSibling("initial-password");
        FileTree.delete(fresh);
        try {
            OwnerOnly.write(passwordFile, superuserPassword);
            user.own(FileTree.parentOf(cluster));
            run(initdb(fresh, passwordFile));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
        FileTree.forceDirectory(FileTree.parentOf(cluster));
    }

    private List<String> initdb(Path fresh, Path passwordFile) {
        List<String> command = new ArrayList<>(user.prefix());
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
            String said = String.join(" ", LogFile.tail(log, 2));
            throw new IOException("initdb failed" + hint() + ": " + said);
        }
    }

    private String hint() {
        return user.otherUser()
                ? "; as root without user namespaces PostgreSQL runs as nobody, who must be able to"
                        + " enter the checkout and the data folder"
                : "";
    }
}
