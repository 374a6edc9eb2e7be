package io.dermflow.ingest.upload;

import io.dermflow.kit.http.DependencyUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/// The folder of the spools. What a killed predecessor left there is removed at start.
@Component
class SpoolDirectory {

    private final Path directory;
    private final long memoryLimit;

    SpoolDirectory(UploadProperties properties) {
        this.directory = properties.spoolDir();
        this.memoryLimit = properties.spoolMemory().toBytes();
        try {
            Files.createDirectories(directory);
            empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the spool can't be prepared: " + directory, e);
        }
    }

    /// A new spool; whoever asked for it closes it.
    Spool open() {
        if (!Files.isDirectory(directory)) {
            throw new DependencyUnavailable("spool", "the folder has gone", null);
        }
        return new Spool(directory, memoryLimit);
    }

    private void empty() throws IOException {
        try (var leftovers = Files.newDirectoryStream(directory, "upload-*.part")) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }
}
