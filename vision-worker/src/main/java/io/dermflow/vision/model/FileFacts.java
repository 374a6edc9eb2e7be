package io.dermflow.vision.model;

import io.dermflow.events.EventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a TorchScript file says about itself in `extra/config.txt`, where Ultralytics' exporter
/// writes it (`Exporter.export_torchscript`). Read as text from the zip; no code of it runs.
///
/// @param contract `prepared` where `training/lesion/export.py` wrote the file; empty for others
/// @param task `detect`, `segment`, `pose`, `classify`, `obb`; empty without metadata
/// @param width of the input, pixels; 0 when unknown
/// @param height of the input, pixels; 0 when unknown
/// @param names class names by index
/// @param keypointShape landmarks and numbers per landmark
/// @param stride of the coarsest level
record FileFacts(
        Optional<ModelEntry.Contract> contract,
        Optional<String> task,
        int width,
        int height,
        List<String> names,
        List<Integer> keypointShape,
        OptionalInt stride) {

    private static final String PLACE = "/extra/config.txt";
    private static final int LARGEST = 1 << 20;
    private static final FileFacts NONE =
            new FileFacts(
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    0,
                    List.of(),
                    List.of(),
                    OptionalInt.empty());

    FileFacts {
        names = List.copyOf(names);
        keypointShape = List.copyOf(keypointShape);
    }

    /// @throws ModelRefused if there are metadata that can't be read
    static FileFacts read(Path file) {
        try (var zip = new ZipFile(file.toFile())) {
            Optional<? extends ZipEntry> config =
                    zip.stream().filter(member -> member.getName().endsWith(PLACE)).findFirst();
            return config.isPresent() ? parse(zip, config.get()) : NONE;
        } catch (IOException e) {
            throw new ModelRefused(file.getFileName() + ": can't be read", e);
        } catch (JacksonException e) {
            throw new ModelRefused(file.getFileName() + ": its extra/config.txt is no JSON", e);
        }
    }

    private static FileFacts parse(ZipFile zip, ZipEntry config) throws IOException {
        try (InputStream in = zip.getInputStream(config)) {
            JsonNode json = EventCodec.mapper().readTree(in.readNBytes(LARGEST));
            List<Integer> size = integers(json.path("imgsz"));
            JsonNode stride = json.path("stride");
            return new FileFacts(
                    json.path("contract").asStringOpt().flatMap(FileFacts::contract),
                    json.path("task").asStringOpt(),
                    size.isEmpty() ? 0 : size.getLast(),
                    size.isEmpty() ? 0 : size.getFirst(),
                    names(json.path("names")),
                    integers(json.path("kpt_shape")),
                    stride.isNumber() ? OptionalInt.of(stride.asInt()) : OptionalInt.empty());
        }
    }

    /// Whatever others write there is not ours.
    private static Optional<ModelEntry.Contract> contract(String word) {
        return Arrays.stream(ModelEntry.Contract.values())
                .filter(known -> known.wireName().equals(word))
                .findFirst();
    }

    /// `{"0":"nevus",…}` by index, or a plain list.
    private static List<String> names(JsonNode names) {
        List<String> byIndex = new ArrayList<>();
        if (names.isArray()) {
            names.forEach(name -> byIndex.add(name.asString()));
        }
        for (int i = 0; names.isObject() && names.has(String.valueOf(i)); i++) {
            byIndex.add(names.get(String.valueOf(i)).asString());
        }
        return byIndex;
    }

    private static List<Integer> integers(JsonNode node) {
        if (node.isNumber()) {
            return List.of(node.asInt());
        }
        List<Integer> all = new ArrayList<>();
        node.forEach(number -> all.add(number.asInt()));
        return all;
    }

    /// The entry with what it leaves open filled in from here.
    ModelEntry complete(ModelEntry entry) {
        ModelEntry.Input said = entry.input();
        var input =
                new ModelEntry.Input(
                        said.width() > 0 ? said.width() : width,
                        said.height() > 0 ? said.height() : height,
                        said.layout(),
                        said.dtype(),
                        said.resize(),
                        said.scale(),
                        said.mean(),
                        said.std());
        List<String> known = entry.output().names().isEmpty() ? names : entry.output().names();
        return entry.with(input, new ModelEntry.Output(entry.output().kind(), known));
    }
}
