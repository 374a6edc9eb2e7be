package io.dermflow.ingest.upload;

import io.dermflow.events.UserId;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Canonical bytes of one image between the wire and the store: in memory while they are few, then
/// in a file that [#close] removes. Digested as they pass. For one thread.
///
/// Failure semantics: a disk that is full or broken throws [DependencyUnavailable], never an
/// `IOException`, because that would look like a broken upload.
public final class Spool extends OutputStream {

    private final Path directory;
    private final long memoryLimit;
    private final MessageDigest digest = sha256Digest();
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream toFile;
    private long bytes;

    Spool(Path directory, long memoryLimit) {
        this.directory = directory;
        this.memoryLimit = memoryLimit;
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        digest.update(buffer, offset, length);
        bytes += length;
        try {
            target().write(buffer, offset, length);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /// Ends the writing.
    ///
    /// @return SHA-256 of all bytes in lower-case hex
    String seal() {
        try {
            if (toFile != null) {
                toFile.close();
            }
        } catch (IOException e) {
            throw broken(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    long bytes() {
        return bytes;
    }

    /// Makes the bytes durable under the key before it returns.
    void putInto(ObjectStore store, UserId owner, String key, String mediaType) {
        if (file == null) {
            store.put(Bucket.RAW_CAPTURES, owner, key, memory.toByteArray(), mediaType);
        } else {
            store.put(Bucket.RAW_CAPTURES, owner, key, file, mediaType);
        }
    }

    @Override
    public void close() {
        try {
            if (toFile != null) {
                toFile.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private OutputStream target() throws IOException {
        if (toFile == null && bytes > memoryLimit) {
            file = Files.createTempFile(directory, "upload-", ".part");
            toFile = Files.newOutputStream(file);
            memory.writeTo(toFile);
            memory = new ByteArrayOutputStream(0);
        }
        return toFile == null ? memory : toFile;
    }

    private static DependencyUnavailable broken(IOException e) {
        return new DependencyUnavailable("spool", e.getClass().getSimpleName(), e);
    }
}
