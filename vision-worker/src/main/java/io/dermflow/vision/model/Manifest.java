package io.dermflow.vision.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `models.json`: every model there is, and which version of each task's is active.
///
/// @param schema version of the file's form, 1
public record Manifest(int schema, List<ModelEntry> models) {

    public Manifest {
        models = models == null ? List.of() : List.copyOf(models);
    }

    static Manifest empty() {
        return new Manifest(1, List.of());
    }

    /// The active model of a task.
    ///
    /// @throws ModelRefused if two are active
    public Optional<ModelEntry> active(String task) {
        return only(task, "active", models.stream().filter(ModelEntry::isActive).toList());
    }

    /// The model that runs beside the active one of a task.
    ///
    /// @throws ModelRefused if there are two
    Optional<ModelEntry> shadow(String task) {
        return only(
                task,
                "shadow",
                models.stream().filter(entry -> entry.isShadow() && !entry.isActive()).toList());
    }

    private static Optional<ModelEntry> only(String task, String role, List<ModelEntry> entries) {
        var found = entries.stream().filter(entry -> entry.task().equals(task)).toList();
        if (found.size() > 1) {
            throw new ModelRefused(
                    "models.json: two %s models for the task %s".formatted(role, task));
        }
        return found.stream().findFirst();
    }

    /// Every task that some model answers.
    Set<String> tasks() {
        Set<String> tasks = new LinkedHashSet<>();
        models.forEach(entry -> tasks.add(entry.task()));
        return tasks;
    }

    /// One version of one model.
    public Optional<ModelEntry> find(String name, String version) {
        return models.stream()
                .filter(entry -> entry.name().equals(name) && entry.version().equals(version))
                .findFirst();
    }
}
