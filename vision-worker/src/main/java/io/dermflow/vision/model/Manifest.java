package io.dermflow.vision.model;

import io.dermflow.events.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// `models.json`: every model there is, and which version of each task's is active.
///
/// @param schema version of the file's form, 1
public record Manifest(int schema, List<ModelEntry> models) {

    private static final int KNOWN_SCHEMA = 1;

    public Manifest {
        models = models == null ? List.of() : List.copyOf(models);
    }

    /// @throws ModelRefused if the file is missing, unreadable or of another form
    static Manifest read(Path file) {
        try {
            var manifest = EventCodec.mapper().readValue(Files.readAllBytes(file), Manifest.class);
            if (manifest == null || manifest.schema != KNOWN_SCHEMA) {
                throw new ModelRefused("models.json: its schema is not " + KNOWN_SCHEMA);
            }
            return manifest;
        } catch (IOException e) {
            throw new ModelRefused("models.json can't be read: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new ModelRefused(
                    "models.json is not valid: %s (at %s)"
                            .formatted(e.getOriginalMessage(), e.getPathReference()),
                    e);
        }
    }

    /// The active model of a task.
    ///
    /// @throws ModelRefused if two are active
    public Optional<ModelEntry> active(String task) {
        var active =
                models.stream()
                        .filter(entry -> entry.active() && entry.task().equals(task))
                        .toList();
        if (active.size() > 1) {
            throw new ModelRefused("models.json: two active models for the task " + task);
        }
        return active.stream().findFirst();
    }

    /// One version of one model.
    public Optional<ModelEntry> find(String name, String version) {
        return models.stream()
                .filter(entry -> entry.name().equals(name) && entry.version().equals(version))
                .findFirst();
    }
}
