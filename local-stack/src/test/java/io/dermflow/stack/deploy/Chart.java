package io.dermflow.stack.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The Helm chart, rendered as `helm template dermflow` would.
final class Chart {

    static final String FOLDER = "deploy/helm/dermflow/";

    private Chart() {}

    /// @param values files beside values.yaml that are laid over it, in order
    static List<Map<String, Object>> render(String... values) {
        Map<String, Object> all = Yaml.map(Deployed.text(FOLDER + "values.yaml"));
        for (String file : values) {
            merge(all, Yaml.map(file.contains("\n") ? file : Deployed.text(FOLDER + file)));
        }
        Map<String, Object> data =
                Map.of("Values", all, "Release", Map.of("Name", "dermflow", "Namespace", "apps"));
        var go = new GoTemplate();
        go.read(Deployed.text(FOLDER + "templates/_helpers.tpl"));
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Path template : templates()) {
            String text = go.read(Deployed.text(template.toString())).render(data);
            documents.addAll(Yaml.documents(text));
        }
        return documents;
    }

    private static List<Path> templates() {
        try (var files = Files.list(Deployed.ROOT.resolve(FOLDER + "templates"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void merge(Map<String, Object> under, Map<String, Object> over) {
        over.forEach((key, value) -> {
            if (value == null) {
                under.remove(key);
            } else if (value instanceof Map<?, ?> && under.get(key) instanceof Map<?, ?>) {
                Map<String, Object> merged = new LinkedHashMap<>(Yaml.as(under.get(key)));
                merge(merged, Yaml.as(value));
                under.put(key, merged);
            } else {
                under.put(key, value);
            }
        });
    }
}
