package io.dermflow.vision.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file that somebody put beside the manifest under a name like `isskin-binary-11l-v1.pt`, and
/// that no manifest names: offered for registration.
///
/// @param place which source it lies in
/// @param task guessed from the file's own metadata; `unassigned` when it says nothing
/// @param refusal why it can't be used; null when nothing speaks against it yet
public record Offer(
        String file,
        String place,
        String name,
        String version,
        String task,
        @Nullable String sha256,
        long bytes,
        @Nullable String refusal) {

    static final String UNASSIGNED = "unassigned";

    private static final Pattern NAME =
            Pattern.compile(
                    "(?<name>[a-z0-9]+(?:-[a-z0-9]+)+)-v(?<version>\\d+(?:\\.\\d+)*)"
                            + "(?:\\.(?:pt|torchscript|ts|onnx|tflite))?");

    /// Name and version by the file's name; empty for files named otherwise.
    static Optional<Matcher> named(String file) {
        Matcher matcher = NAME.matcher(file);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    static String taskFor(FileFacts facts) {
        return switch (facts.task().orElse("")) {
            case "detect", "segment", ActiveModels.LESION -> ActiveModels.LESION;
            case "classify" -> ActiveModels.LESION_DX;
            case "pose" -> "pose";
            default -> UNASSIGNED;
        };
    }

    /// The manifest entry that would register it.
    ///
    /// @param path relative to the manifest it is to stand in
    ModelEntry entry(String path, String forTask) {
        return ModelEntry.builder(name, version, forTask, ModelEntry.Contract.DROP_IN)
                .file(path, String.valueOf(sha256))
                .bytes(bytes)
                .origin("dropped in")
                .active(false)
                .shadow(false)
                .build();
    }
}
