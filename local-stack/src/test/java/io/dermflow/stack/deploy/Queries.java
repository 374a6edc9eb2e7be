package io.dermflow.stack.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the alert rules and the dashboard ask Prometheus.
public final class Queries {

    public static final String ALERTS = "deploy/observability/alerts.yml";
    public static final String DASHBOARD = "deploy/observability/grafana/dashboards/dermflow.json";

    private static final Pattern METRIC = Pattern.compile("(dermflow_[a-z_]+)");
    private static final Pattern LABELS =
            Pattern.compile("by \\(([a-z_, ]+)\\)|\\{(?=[a-z_]+=)([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=\"[^\"]*\")?");

    private Queries() {}

    /// The metrics a query names, as exposed.
    public static Set<String> metrics(String query) {
        return Deployed.all(METRIC, query);
    }

    /// The labels a query groups or selects by.
    static Set<String> labels(String query) {
        Set<String> labels = new TreeSet<>();
        LABELS.matcher(query)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .forEach(list -> labels.addAll(Deployed.all(LABEL, list)));
        return labels;
    }

    public static List<String> all(String file) {
        return expressions(Yaml.map(Deployed.text(file))).toList();
    }

    private static Stream<String> expressions(Object node) {
        return switch (node) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .flatMap(entry ->
                                    entry.getKey().equals("expr")
                                            ? Stream.of(entry.getValue().toString())
                                            : expressions(entry.getValue()));
            case List<?> list -> list.stream().flatMap(Queries::expressions);
            default -> Stream.empty();
        };
    }
}
