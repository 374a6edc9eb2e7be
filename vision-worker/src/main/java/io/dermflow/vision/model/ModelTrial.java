package io.dermflow.vision.model;

import ai.djl.Device;
import io.dermflow.events.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

/// Opens somebody's own file without a manifest, for a look at it.
public final class ModelTrial {

    /// Sizes that are tried when the file doesn't say its own, most usual first.
    private static final List<ModelEntry.Input> USUAL =
            List.of(
                    new ModelEntry.Input(224, 224),
                    new ModelEntry.Input(640, 640),
                    new ModelEntry.Input(320, 320),
                    new ModelEntry.Input(256, 256),
                    new ModelEntry.Input(
                            192, 192, "NHWC", "int32", null, null, List.of(), List.of()),
                    new ModelEntry.Input(256, 256, "NHWC", null, null, null, List.of(), List.of()));

    private ModelTrial() {}

    /// Loads the file on one thread of the processor.
    ///
    /// @param cacheDir where the native libraries are unpacked
    /// @return the caller closes it
    /// @throws ModelRefused with the reason, and for a checkpoint the export command
    public static LoadedModel open(Path file, String cacheDir) {
        Path whole = file.toAbsolutePath();
        Path folder = Objects.requireNonNull(whole.getParent());
        if (!Files.isRegularFile(whole)) {
            throw new ModelRefused(file + ": there is no such file");
        }
        ModelFile.requireTorchScript(whole, String.valueOf(file.getFileName()));
        FileFacts facts = FileFacts.read(whole);
        var properties =
                new ModelProperties(
                        folder.toString(),
                        "",
                        ModelProperties.DeviceKind.CPU,
                        cacheDir,
                        1,
                        1,
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1));
        List<Device> devices = Torch.start(properties);
        List<ModelEntry.Input> sizes = facts.width() > 0 ? asTheFileSays(facts) : USUAL;
        List<String> refusals = new ArrayList<>();
        for (ModelEntry.Input size : sizes) {
            try {
                return LoadedModel.load(entry(whole, facts, size), whole, properties, devices);
            } catch (ModelRefused e) {
                refusals.add(size.width() + "x" + size.height() + ": " + e.getMessage());
            }
        }
        throw new ModelRefused(String.join("\n", refusals));
    }

    /// The file says its size, but not whether it takes bytes.
    private static List<ModelEntry.Input> asTheFileSays(FileFacts facts) {
        return List.of(
                ModelEntry.Input.AS_THE_FILE_SAYS,
                new ModelEntry.Input(
                        facts.width(),
                        facts.height(),
                        "NHWC",
                        "uint8",
                        null,
                        null,
                        List.of(),
                        List.of()));
    }

    private static ModelEntry entry(Path file, FileFacts facts, ModelEntry.Input size) {
        String fileName = String.valueOf(file.getFileName());
        Matcher named = Offer.named(fileName).orElse(null);
        String name = named == null ? fileName.replaceFirst("\\.[^.]*$", "") : named.group("name");
        String version = named == null ? "1.0" : named.group("version");
        return ModelEntry.builder(
                        name,
                        version,
                        Offer.taskFor(facts),
                        facts.contract().orElse(ModelEntry.Contract.DROP_IN))
                .file("%s/v%s/model.pt".formatted(name, version), ModelFile.sha256(file))
                .bytes(length(file))
                .active(true)
                .input(size)
                .build();
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ModelRefused(file.getFileName() + ": can't be read", e);
        }
    }

    /// The entry to paste into `models.json`, with the recognised kind of output.
    public static String manifestEntry(LoadedModel model) {
        ModelEntry entry = model.entry();
        var output =
                new ModelEntry.Output(model.contract().kind().wireName(), entry.output().names());
        InputForm form = model.input();
        var input =
                new ModelEntry.Input(
                        form.width(),
                        form.height(),
                        form.channelsFirst() ? "NCHW" : "NHWC",
                        form.dtype().name().toLowerCase(Locale.ROOT),
                        form.resize().name().toLowerCase(Locale.ROOT),
                        form.scale(),
                        form.mean(),
                        form.std());
        ObjectNode json =
                EventCodec.mapper().valueToTree(entry.with(input, output)).deepCopy().asObject();
        List.copyOf(json.propertyNames()).stream()
                .filter(field -> json.get(field).isNull() || isEmptyContainer(json, field))
                .forEach(json::remove);
        return EventCodec.mapper()
                .writer()
                .with(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(json);
    }

    private static boolean isEmptyContainer(ObjectNode json, String field) {
        return json.get(field).isContainer() && json.get(field).isEmpty();
    }
}
