package io.dermflow.vision.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A model's file on disk, checked before any native code reads it.
final class ModelFile {

    private static final int CHUNK = 1 << 16;

    private ModelFile() {}

    /// The file that the entry names.
    ///
    /// @throws ModelRefused if it lies outside the directory, is missing, is another file than the
    ///   manifest says, or is no TorchScript
    static Path checked(Path dir, ModelEntry entry) {
        Path file = inside(dir, entry.file());
        if (!Files.isRegularFile(file)) {
            throw new ModelRefused(label(entry) + ": the file " + entry.file() + " is missing");
        }
        String sha256 = sha256(file);
        if (!sha256.equals(entry.sha256())) {
            throw otherDigest(entry, sha256);
        }
        requireTorchScript(file, label(entry));
        return file;
    }

    /// A path of the manifest, which must not lead out of its directory.
    static Path inside(Path dir, String relative) {
        Path file = dir.resolve(relative).normalize();
        if (!file.startsWith(dir.normalize())) {
            throw new ModelRefused("models.json: a path leads out of its directory");
        }
        return file;
    }

    static boolean is(Path file, ModelEntry entry) {
        return sha256(file).equals(entry.sha256());
    }

    static ModelRefused otherDigest(ModelEntry entry, String found) {
        return new ModelRefused(
                "%s: sha256 is %s, but models.json says %s"
                        .formatted(label(entry), found, entry.sha256()));
    }

    static String label(ModelEntry entry) {
        return "model " + entry.name() + " v" + entry.version();
    }

    static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var reader = new DigestInputStream(in, digest);
            byte[] chunk = new byte[CHUNK];
            int read;
            do {
                read = reader.read(chunk);
            } while (read >= 0);
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new ModelRefused(file.getFileName() + " can't be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /// @throws ModelRefused with the reason and, for a checkpoint, the export command
    static void requireTorchScript(Path file, String label) {
        String refusal = ForeignFile.refusal(file);
        if (refusal != null) {
            throw new ModelRefused(label + ": " + refusal);
        }
    }
}
