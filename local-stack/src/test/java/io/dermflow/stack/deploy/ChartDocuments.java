package io.dermflow.stack.deploy;

import io.dermflow.stack.part.Part;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Parts of what [Chart#render] gives. A workload is a document that makes pods of a service, each
/// of one container.
final class ChartDocuments {

    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet");

    private ChartDocuments() {}

    static List<Map<String, Object>> workloads(List<Map<String, Object>> chart) {
        return chart.stream().filter(one -> WORKLOADS.contains(one.get("kind"))).toList();
    }

    static Map<String, Object> workload(List<Map<String, Object>> chart, String name) {
        return workloads(chart).stream()
                .filter(one -> name(one).equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<Map<String, Object>> of(List<Map<String, Object>> chart, String kind) {
        return chart.stream().filter(one -> kind.equals(one.get("kind"))).toList();
    }

    static Part part(Map<String, Object> workload) {
        String name = name(workload).substring("dermflow-".length());
        return Part.named(name.startsWith("vision") ? "vision" : name).orElseThrow();
    }

    static String name(Map<String, Object> one) {
        return Yaml.map(one, "metadata").get("name").toString();
    }

    static Map<String, Object> pod(Map<String, Object> workload) {
        return Yaml.map(workload, "spec", "template", "spec");
    }

    static Map<String, Object> container(Map<String, Object> workload) {
        return Yaml.maps(pod(workload), "containers").getFirst();
    }

    static Map<String, Object> limits(Map<String, Object> workload) {
        return Yaml.map(container(workload), "resources", "limits");
    }

    static Map<String, Object> selector(Map<String, Object> one) {
        return Yaml.map(one, "spec", "selector", "matchLabels");
    }

    static Set<String> names(Map<String, Object> parent, String list) {
        Set<String> names = new TreeSet<>();
        Yaml.maps(parent, list).forEach(item -> names.add(item.get("name").toString()));
        return names;
    }

    static Object variable(Map<String, Object> workload, String name) {
        return Yaml.maps(container(workload), "env").stream()
                .filter(variable -> variable.get("name").equals(name))
                .findFirst()
                .orElseThrow()
                .get("value");
    }

    /// Names of the Secrets that lie where Spring looks for variables.
    static Set<String> secretsReadLikeVariables(Map<String, Object> workload) {
        Set<String> names = new TreeSet<>();
        for (Map<String, Object> volume : Yaml.maps(pod(workload), "volumes")) {
            Yaml.maps(Yaml.map(volume, "projected"), "sources")
                    .forEach(
                            source -> names.add(Yaml.map(source, "secret").get("name").toString()));
        }
        return names;
    }
}
