package io.dermflow.stack.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The Helm chart, rendered as `helm template dermflow` would.
final class Chart {

    static final String FOLDER = "deploy/helm/dermflow/";
    static final String NAMESPACE = "apps";

    /// TLS ends in front of the gateway.
    static final String GATEWAY_API = "edge:\n  mode: gatewayApi\n";

    /// Every choice that adds variables, and a variable of the user's own for each service.
    static final String EVERYTHING =
            """
            kafka: { securityProtocol: SASL_SSL }
            otlpEndpoint: http://collector:4318
            bootstrapAdminEmail: first@example.org
            llm:
              baseUrl: http://model:8000
              second: { baseUrl: "http://model-2:8000" }
              third: { baseUrl: "http://model-3:8000" }
            services:
              gateway: { extraEnv: { MAX_REQUEST_BODY_BYTES: "10485760" }, extraSecrets: [own] }
              ingest: { extraEnv: { MAX_OPEN_CAPTURES: "500" }, extraSecrets: [own] }
              llm: { extraEnv: { LLM_MULTIMODAL: "false" }, extraSecrets: [own] }
              report: { extraEnv: { PUT_BACK_AGE: 2h }, extraSecrets: [own] }
            vision: { extraEnv: { VISION_STEP_LIMIT: 8s }, extraSecrets: [own] }
            """;

    /// What Helm offers of the files beside the templates; links are followed.
    private static final Map<String, Function<String, Object>> FILES =
            Map.of("Get", file -> Deployed.text(FOLDER + file), "Glob", Chart::matching);

    private Chart() {}

    /// @param values files beside values.yaml that are laid over it, in order
    static List<Map<String, Object>> render(String... values) {
        Map<String, Object> all = values(values);
        Map<String, Object> data =
                Map.of(
                        "Values", all,
                        "Release", Map.of("Name", "dermflow", "Namespace", NAMESPACE),
                        "Files", FILES);
        var go = new GoTemplate();
        go.read(Deployed.text(FOLDER + "templates/_helpers.tpl"));
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Path template : templates()) {
            String text = go.read(Deployed.text(template.toString())).render(data);
            documents.addAll(Yaml.documents(text));
        }
        return documents;
    }

    /// The settings of values.yaml with those files or texts laid over it.
    static Map<String, Object> values(String... values) {
        Map<String, Object> all = Yaml.map(Deployed.text(FOLDER + "values.yaml"));
        for (String file : values) {
            merge(all, Yaml.map(file.contains("\n") ? file : Deployed.text(FOLDER + file)));
        }
        return all;
    }

    /// Texts by path within the chart.
    private static Map<String, Object> matching(String pattern) {
        Path chart = Deployed.ROOT.resolve(FOLDER);
        PathMatcher wanted = chart.getFileSystem().getPathMatcher("glob:" + pattern);
        Map<String, Object> found = new TreeMap<>();
        try (var files = Files.walk(chart, FileVisitOption.FOLLOW_LINKS)) {
            files.map(chart::relativize)
                    .filter(wanted::matches)
                    .forEach(file -> found.put(file.toString(), Deployed.text(FOLDER + file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
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
