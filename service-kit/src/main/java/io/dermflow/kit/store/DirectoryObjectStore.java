package io.dermflow.kit.store;

import io.dermflow.events.UserId;
import io.dermflow.kit.http.DependencyUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Objects as files below one directory, for one box without S3. An object is forced to disk, then
/// renamed into place, then its directory is forced: after `put` returned a power cut loses
/// nothing. The media type stands in a file beside it (`~type`).
public final class DirectoryObjectStore implements ObjectStore {

    private static final String TYPE_SUFFIX = "~type";
    private static final String PART_SUFFIX = "~part";
    private static final String LOCK_SUFFIX = "~lock";

    private static final Object REPLACING = new Object();

    private final Path root;

    public DirectoryObjectStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public void put(Bucket bucket, UserId owner, String key, Path content, String mediaType) {
        write(bucket, key, mediaType, part -> Files.copy(content, part));
    }

    @Override
    public void put(Bucket bucket, UserId owner, String key, byte[] content, String mediaType) {
        write(bucket, key, mediaType, part -> Files.write(part, content));
    }

    @Override
    public Optional<StoredObject> open(Bucket bucket, UserId owner, String key) {
        Path file = file(bucket, key);
        try {
            var content = Files.newInputStream(file);
            return Optional.of(
                    new StoredObject(
                            content,
                            Files.size(file),
                            Files.readString(sibling(file, TYPE_SUFFIX), StandardCharsets.UTF_8)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw away(e);
        }
    }

    /// The content's SHA-256.
    @Override
    public Optional<String> version(Bucket bucket, UserId owner, String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] content = Files.readAllBytes(file(bucket, key));
            return Optional.of(HexFormat.of().formatHex(digest.digest(content)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw away(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /// Under a lock on a file beside it, which holds between processes, and one in memory, which
    /// holds between threads: a process can't lock a file twice.
    @Override
    public boolean replace(
            Bucket bucket,
            UserId owner,
            String key,
            byte[] content,
            String mediaType,
            Optional<String> expected) {
        Path file = file(bucket, key);
        synchronized (REPLACING) {
            try {
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                try (var channel =
                                FileChannel.open(
                                        sibling(file, LOCK_SUFFIX),
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.WRITE);
                        var _ = channel.lock()) {
                    boolean same = version(bucket, owner, key).equals(expected);
                    if (same) {
                        put(bucket, owner, key, content, mediaType);
                    }
                    return same;
                }
            } catch (IOException e) {
                throw away(e);
            }
        }
    }

    @Override
    public void delete(Bucket bucket, UserId owner, String key) {
        Path file = file(bucket, key);
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(sibling(file, TYPE_SUFFIX));
        } catch (IOException e) {
            throw away(e);
        }
    }

    @Override
    public void list(Bucket bucket, String prefix, Consumer<Entry> visitor) {
        Path base = directory(bucket);
        if (!Files.isDirectory(base)) {
            return;
        }
        try (var files = Files.walk(base)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().indexOf('~') < 0)
                    .map(file -> entry(base, file))
                    .filter(entry -> entry != null && entry.key().startsWith(prefix))
                    .forEach(visitor);
        } catch (IOException e) {
            throw away(e);
        }
    }

    @Override
    public void ping() {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw away(e);
        }
    }

    private void write(Bucket bucket, String key, String mediaType, PartWriter writer) {
        Path file = file(bucket, key);
        Path folder = Objects.requireNonNull(file.getParent());
        try {
            Files.createDirectories(folder);
            Path part = sibling(file, "~" + UUID.randomUUID() + PART_SUFFIX);
            try {
                writer.write(part);
                force(part);
                Path type = sibling(file, TYPE_SUFFIX);
                Files.writeString(type, mediaType, StandardCharsets.UTF_8);
                force(type);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            force(folder);
        } catch (IOException e) {
            throw away(e);
        }
    }

    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static @Nullable Entry entry(Path base, Path file) {
        try {
            return new Entry(
                    base.relativize(file).toString(),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toInstant());
        } catch (IOException gone) {
            return null;
        }
    }

    private Path file(Bucket bucket, String key) {
        return directory(bucket).resolve(ObjectKeys.checked(key));
    }

    private Path directory(Bucket bucket) {
        return root.resolve(bucket.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static DependencyUnavailable away(IOException e) {
        return new DependencyUnavailable("object_store", e.getClass().getSimpleName(), e);
    }

    private interface PartWriter {
        void write(Path part) throws IOException;
    }
}
