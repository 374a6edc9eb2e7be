package io.dermflow.ingest.token;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Key files `*.pem`, in the order of their names. To change keys, add a file whose name sorts last
/// (the generated ones are named by their time) and remove the old one after the longest life of a
/// token.
final class KeyFolder {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z.pem'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Path folder;

    KeyFolder(Path folder) {
        this.folder = folder;
    }

    /// @param since when the file was last written
    record KeyFile(ECKey key, Instant since) {}

    /// All keys.
    ///
    /// @throws IllegalStateException if a file is not a key; the message names it
    List<KeyFile> read() throws IOException {
        List<KeyFile> keys = new ArrayList<>();
        for (Path file : files()) {
            try {
                keys.add(
                        new KeyFile(
                                PemKey.parse(Files.readString(file)),
                                Files.getLastModifiedTime(file).toInstant()));
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException("token key file " + file + ": bad content", e);
            }
        }
        return List.copyOf(keys);
    }

    /// Makes the first key if there is none. Replicas that start at once wait for each other and
    /// then share it; a crash leaves no half file.
    void ensureOne(Instant now) throws IOException {
        if (Files.isDirectory(folder) && !files().isEmpty()) {
            return;
        }
        Files.createDirectories(folder);
        try (var channel =
                        FileChannel.open(
                                folder.resolve(".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (files().isEmpty()) {
                write(folder.resolve(NAME.format(now)), PemKey.generate());
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().endsWith(".pem"))
                    .sorted()
                    .toList();
        }
    }

    private static void write(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, ownerOnly(fresh));
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) throws IOException {
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            Set.copyOf(PosixFilePermissions.fromString("rw-------")))
                }
                : new FileAttribute<?>[0];
    }
}
