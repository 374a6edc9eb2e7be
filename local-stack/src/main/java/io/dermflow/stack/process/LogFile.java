package io.dermflow.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The log of one process: bounded whenever it is opened, with one older file kept beside it.
public final class LogFile {

    private static final long MAX_BYTES = 8L * 1024 * 1024;

    private LogFile() {}

    /// Moves a log that has grown too large out of the way.
    public static void bound(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > MAX_BYTES) {
            Path older = log.resolveSibling(log.getFileName() + ".1");
            Files.move(log, older, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The last lines of a log, for a message that explains a failure.
    public static List<String> tail(Path log, int lines) throws IOException {
        if (Files.notExists(log)) {
            return List.of();
        }
        List<String> all = Files.readAllLines(log);
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }
}
