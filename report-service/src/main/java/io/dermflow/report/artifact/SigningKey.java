package io.dermflow.report.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;

/// The key of the signed links, kept in a file that only this user can read.
final class SigningKey {

    private static final int BYTES = 32;

    private SigningKey() {}

    /// Reads the key, or makes one. Two processes that start at once end up with the same.
    static SecretKeySpec from(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file.toAbsolutePath());
            }
            String hex = Files.readString(file, StandardCharsets.US_ASCII).strip();
            byte[] key = HexFormat.of().parseHex(hex);
            if (key.length < BYTES) {
                throw new IllegalStateException("the signing key is shorter than 32 bytes");
            }
            return new SecretKeySpec(key, SignedLinks.ALGORITHM);
        } catch (IOException e) {
            throw new UncheckedIOException("the signing key can't be read or made", e);
        }
    }

    private static void make(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(folder);
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path whole =
                Files.createTempFile(
                        folder,
                        "signing",
                        ".part",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(whole, HexFormat.of().formatHex(key), StandardCharsets.US_ASCII);
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException otherProcessWasFirst) {
            // Its key counts.
        } finally {
            Files.delete(whole);
        }
    }
}
