package io.dermflow.vision.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Tells from a file's own bytes why it is no TorchScript, before any native code reads it, and
/// what to do about it. Never unpickles: a training checkpoint runs code when it is read.
final class ForeignFile {

    private static final int HEAD = 16;
    private static final int PICKLE = 0x80;
    private static final String CHECKPOINT =
            "a training checkpoint (a pickle, which runs code when it is read), not TorchScript;"
                    + " export it where it was trained. For YOLO:"
                    + " `yolo export model=FILE format=torchscript`. For others:"
                    + " `torch.jit.trace(model.eval(), torch.zeros(1,3,H,W)).save(\"model.pt\")`";

    private ForeignFile() {}

    /// @return why it can't be used; null for a TorchScript file
    static @Nullable String refusal(Path file) {
        return refusal(file, String.valueOf(file.getFileName()));
    }

    /// @param name that its owner gave it
    /// @return why it can't be used; null for a TorchScript file
    static @Nullable String refusal(Path file, String name) {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.stream().anyMatch(member -> member.getName().contains("/code/"))) {
                return null;
            }
            if (zip.stream().anyMatch(member -> member.getName().endsWith("data.pkl"))) {
                return CHECKPOINT;
            }
            return "a zip file, but neither TorchScript nor a checkpoint";
        } catch (ZipException e) {
            return notAZip(file, name.toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            return "can't be read: " + e.getMessage();
        }
    }

    private static String notAZip(Path file, String name) {
        byte[] head = head(file);
        if (begins(head, 0, "PK")) {
            return "cut off or damaged: it begins like TorchScript, but its directory is missing;"
                    + " copy it again and compare sizes";
        }
        if (begins(head, 4, "TFL3")) {
            return "TFLite, which is not supported; convert it to PyTorch and export TorchScript"
                    + " (docs/MODELS.md)";
        }
        if (begins(head, 1, "HDF")) {
            return "a Keras file, which is not supported; convert it to PyTorch and export"
                    + " TorchScript (docs/MODELS.md)";
        }
        if (name.endsWith(".onnx")) {
            return "ONNX, which is not supported; export TorchScript from the network it came from"
                    + " (docs/MODELS.md)";
        }
        if (name.endsWith(".pb") || name.endsWith(".json")) {
            return "a TensorFlow file, which is not supported; convert it to PyTorch and export"
                    + " TorchScript (docs/MODELS.md)";
        }
        if (head.length > 0 && (head[0] & 0xff) == PICKLE) {
            return CHECKPOINT;
        }
        return "not a TorchScript file";
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    private static boolean begins(byte[] head, int at, String word) {
        byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
        if (head.length < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (head[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
