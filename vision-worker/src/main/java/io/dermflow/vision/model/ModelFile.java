package io.dermflow.vision.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

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
            throw new ModelRefused(
                    "%s: sha256 is %s, but models.json says %s"
                            .formatted(label(entry), sha256, entry.sha256()));
        }
        requireTorchScript(file, entry);
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

    static String label(ModelEntry entry) {
        return "model " + entry.name() + " v" + entry.version();
    }

    private static String sha256(Path file) {
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

    /// A training checkpoint is a pickle, which runs code when it is read; TorchScript has `code/`.
    private static void requireTorchScript(Path file, ModelEntry entry) {
        try (var zip = new ZipFile(file.toFile())) {
            boolean script = zip.stream().anyMatch(member -> member.getName().contains("/code/"));
            if (!script) {
                throw new ModelRefused(
                        label(entry)
                                + ": a training checkpoint, not TorchScript; export it first"
                                + " (for YOLO: `yolo export format=torchscript`)");
            }
        } catch (ZipException e) {
            throw new ModelRefused(label(entry) + ": not a TorchScript file", e);
        } catch (IOException e) {
            throw new ModelRefused(label(entry) + ": can't be read", e);
        }
    }
}
