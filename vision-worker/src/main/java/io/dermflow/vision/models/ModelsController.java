package io.dermflow.vision.models;

import io.dermflow.events.Stage;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.ModelEntry;
import io.dermflow.vision.pump.RunsStage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    record ModelList(List<ModelView> models, @Nullable String trouble) {}

    /// @param active chosen by the manifest
    /// @param loaded answering now
    record ModelView(
            String name,
            String version,
            String task,
            String contract,
            boolean active,
            boolean loaded,
            String sha256,
            @Nullable Long bytes,
            @Nullable String license,
            @Nullable String origin,
            List<String> trainingData,
            Map<String, Object> metrics) {}

    /// @param card Markdown, as shipped beside the file
    record ModelCard(ModelView model, @Nullable String card) {}

    @GetMapping
    ModelList list() {
        return new ModelList(
                models.manifest().models().stream().map(this::view).toList(),
                models.trouble().orElse(null));
    }

    @GetMapping("/{name}/versions/{version}")
    ModelCard version(@PathVariable String name, @PathVariable String version) {
        ModelEntry entry =
                models.manifest()
                        .find(name, version)
                        .orElseThrow(() -> ApiProblem.notFound("model version"));
        return new ModelCard(view(entry), models.card(entry).orElse(null));
    }

    private ModelView view(ModelEntry entry) {
        boolean loaded = models.loaded(entry.name(), Optional.of(entry.version())).isPresent();
        return new ModelView(
                entry.name(),
                entry.version(),
                entry.task(),
                entry.contract().wireName(),
                entry.isActive(),
                loaded,
                entry.sha256(),
                entry.bytes(),
                entry.license(),
                entry.origin(),
                entry.trainingData(),
                entry.metrics());
    }
}
