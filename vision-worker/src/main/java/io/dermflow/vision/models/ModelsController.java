package io.dermflow.vision.models;

import io.dermflow.events.Stage;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ManifestDocument;
import io.dermflow.vision.model.ModelEntry;
import io.dermflow.vision.model.Offer;
import io.dermflow.vision.pump.RunsStage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What answers, and how well it was measured to do so.
@RestController
@RequestMapping("/api/v1/models")
@RunsStage(Stage.VISION)
class ModelsController {

    private final ActiveModels models;

    ModelsController(ActiveModels models) {
        this.models = models;
    }

    /// @param trouble why the manifest's present state is not what runs
    /// @param offers files that wait to be registered
    record ModelList(List<ModelView> models, @Nullable String trouble, List<Offer> offers) {}

    /// @param active chosen by the manifest
    /// @param shadow runs beside the active one, for comparison only
    /// @param loaded in memory now
    /// @param output kind of output; known once it is loaded
    record ModelView(
            String name,
            String version,
            String task,
            String contract,
            @Nullable String output,
            boolean active,
            boolean shadow,
            boolean loaded,
            String sha256,
            @Nullable Long bytes,
            @Nullable String license,
            @Nullable String origin,
            List<String> trainingData,
            Map<String, Object> metrics) {}

    /// Model metadata of the Open Inference Protocol v2, with our own facts beside it.
    ///
    /// @param inputs and `outputs`: empty while the version is not in memory
    /// @param card Markdown, as shipped beside the file
    record ModelMetadata(
            String name,
            List<String> versions,
            String platform,
            List<InferenceTensors.Metadata> inputs,
            List<InferenceTensors.Metadata> outputs,
            ModelView model,
            @Nullable String card) {}

    @GetMapping
    ModelList list() {
        return new ModelList(
                models.manifest().models().stream().map(this::view).toList(),
                models.trouble().orElse(null),
                models.offers());
    }

    @GetMapping("/{name}/versions/{version}")
    ModelMetadata version(@PathVariable String name, @PathVariable String version) {
        ModelEntry entry =
                models.manifest()
                        .find(name, version)
                        .orElseThrow(() -> ApiProblem.notFound("model version"));
        Optional<LoadedModel> loaded = models.loaded(name, Optional.of(version));
        return new ModelMetadata(
                name,
                models.manifest().models().stream()
                        .filter(other -> other.name().equals(name))
                        .map(ModelEntry::version)
                        .toList(),
                InferenceTensors.PLATFORM,
                loaded.map(InferenceTensors::inputs).orElse(List.of()),
                loaded.map(InferenceTensors::outputs).orElse(List.of()),
                view(entry),
                models.card(entry).orElse(null));
    }

    /// The manifest for clients; with `If-None-Match` 304 while it is the same.
    @GetMapping("/models.json")
    ResponseEntity<byte[]> manifest() {
        ManifestDocument document = models.document().published();
        return ResponseEntity.ok()
                .eTag("\"" + document.digest() + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .body(document.bytes());
    }

    private ModelView view(ModelEntry entry) {
        Optional<LoadedModel> loaded = models.loaded(entry.name(), Optional.of(entry.version()));
        return new ModelView(
                entry.name(),
                entry.version(),
                entry.task(),
                entry.contract().wireName(),
                loaded.map(model -> model.contract().kind().wireName()).orElse(null),
                entry.isActive(),
                entry.isShadow(),
                loaded.isPresent(),
                entry.sha256(),
                entry.bytes(),
                entry.license(),
                entry.origin(),
                entry.trainingData(),
                entry.metrics());
    }
}
