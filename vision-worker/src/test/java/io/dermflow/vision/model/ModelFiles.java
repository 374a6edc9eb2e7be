package io.dermflow.vision.model;

import ai.djl.Device;
import io.dermflow.events.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Model files for tests: the stubs beside the tests and the shipped model.
public final class ModelFiles {

    /// The project's own models.
    public static final Path SHIPPED = Path.of("../models");

    private ModelFiles() {}

    public static Path stub(String name) {
        return Path.of("src/test/resources/models", name);
    }

    /// The shipped lesion model's entry.
    static ModelEntry shipped() {
        return shipped(ActiveModels.LESION);
    }

    /// The entry of the shipped model that is active for a task.
    public static ModelEntry shipped(String task) {
        return manifest(SHIPPED.resolve("models.json")).active(task).orElseThrow();
    }

    /// The entry of every file that ships, active or not.
    static List<ModelEntry> allShipped() {
        return manifest(SHIPPED.resolve("models.json")).models();
    }

    /// What a shipped file answered to the engine that made it.
    static JsonNode golden(ModelEntry shipped) {
        Path file = ModelFile.inside(SHIPPED, shipped.file()).resolveSibling("golden.json");
        try {
            return EventCodec.mapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifest manifest(Path file) {
        try {
            return ManifestDocument.parse(Files.readAllBytes(file)).manifest();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A shipped model on the CPU, its engine started before; the caller closes it.
    static LoadedModel loadShipped(ModelEntry shipped) {
        return load(SHIPPED, shipped, Torch.start(properties(SHIPPED)));
    }

    /// Loads a stub as a user's own file and asks whether it may answer a task.
    ///
    /// @throws ModelRefused if it may not
    static void requireFit(String task, String file, ModelEntry.Input input, List<String> names) {
        Path stubs = stub("");
        ModelEntry stub =
                entry(stubs, file, ModelEntry.Contract.DROP_IN, names)
                        .with(input, new ModelEntry.Output(names));
        try (var model = load(stubs, stub, Torch.start(properties(stubs)))) {
            TaskNeeds.require(task, model);
        }
    }

    static LoadedModel load(Path dir, ModelEntry entry, List<Device> devices) {
        return LoadedModel.load(entry, ModelFile.checked(dir, entry), properties(dir), devices);
    }

    /// An active lesion model in a directory.
    static ModelEntry entry(
            Path dir, String file, ModelEntry.Contract contract, List<String> names) {
        return ModelEntry.builder("stub", "1.0", ActiveModels.LESION, contract)
                .file(file, sha256(dir.resolve(file)))
                .bytes(0L)
                .active(true)
                .shadow(false)
                .input(new ModelEntry.Input(320, 320))
                .output(new ModelEntry.Output(names))
                .thresholds(new ModelEntry.Thresholds(0.25, 0.6, 100))
                .build();
    }

    /// The models of a directory, not started yet, whose answers are counted.
    public static ActiveModels metered(Path dir, MeterRegistry meters) {
        return new ActiveModels(properties(dir), null, meters, _ -> {});
    }

    /// Settings for one thread on the CPU.
    public static ModelProperties properties(Path dir) {
        return properties(dir, "", Duration.ofSeconds(60));
    }

    static ModelProperties properties(Path dir, String manifestUrl, Duration retireAfter) {
        return new ModelProperties(
                dir.toString(),
                manifestUrl,
                ModelProperties.DeviceKind.CPU,
                System.getProperty("user.home") + "/.cache/dermflow/djl",
                1,
                4,
                16,
                retireAfter,
                Duration.ofSeconds(5));
    }

    public static String sha256(Path file) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
