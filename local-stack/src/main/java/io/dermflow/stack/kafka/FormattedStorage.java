package io.dermflow.stack.kafka;

import io.dermflow.stack.home.FileTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Storage the broker can start from. Formatting happens in a folder beside the real one, is forced
/// to the disk and appears under its name in one step: Kafka's own formatter leaves files that a
/// power cut empties, after which no broker starts again.
final class FormattedStorage {

    private static final Logger log = LoggerFactory.getLogger(FormattedStorage.class);

    private FormattedStorage() {}

    /// Formats the folder unless it is formatted. What a half-done format of another origin left is
    /// moved to `<folder>.broken`, for whoever wants to look.
    static void ensure(Path directory, int nodeId) throws IOException {
        if (isFormatted(directory)) {
            return;
        }
        if (Files.exists(directory)) {
            Path broken = directory.resolveSibling(directory.getFileName() + ".broken");
            log.warn("storage is not formatted, moved away to={}", broken);
            FileTree.delete(broken);
            Files.move(directory, broken, StandardCopyOption.ATOMIC_MOVE);
        }
        Path fresh = directory.resolveSibling(directory.getFileName() + ".formatting");
        FileTree.delete(fresh);
        format(fresh, nodeId);
        FileTree.force(fresh);
        Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        FileTree.forceDirectory(FileTree.parentOf(directory));
    }

    private static boolean isFormatted(Path directory) throws IOException {
        return hasContent(directory.resolve("meta.properties"))
                && hasContent(directory.resolve("bootstrap.checkpoint"));
    }

    private static boolean hasContent(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) > 0;
    }

    private static void format(Path directory, int nodeId) throws IOException {
        try {
            new Formatter()
                    .setNodeId(nodeId)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // The formatter declares Exception.
            throw new IOException("cannot format " + directory, e);
        }
    }
}
