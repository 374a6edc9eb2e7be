package io.dermflow.stack.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the alert rules, the dashboards and the chart's scalers ask Prometheus. Reads as much of
/// PromQL as they use.
public final class Queries {

    public static final String ALERTS = "deploy/observability/alerts.yml";
    static final String DASHBOARDS = "deploy/observability/grafana/dashboards";

    private static final Pattern GROUPING =
            Pattern.compile(
                    "\\b(?:by|without|on|ignoring|group_left|group_right) *\\(([a-z_, ]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");

    /// A name that no bracket follows: with one it is a function's.
    private static final Pattern SELECTOR =
            Pattern.compile("\\b([a-z_:][a-z0-9_:]*)\\b(?! *\\()(?:\\{([^}]*)})?");

    private static final Pattern MATCHER = Pattern.compile("([a-z_]+) *(=~|!~|!=|=) *\"([^\"]*)\"");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    private Queries() {}

    /// The series that a query asks for, `metric{label="value"}`.
    public record Selector(String metric, List<Matcher> matchers) {}

    /// @param operator `=`, `!=`, `=~` or `!~`
    public record Matcher(String label, String operator, String value) {

        /// @param actual empty where a series has no such label
        public boolean fits(String actual) {
            return switch (operator) {
                case "=" -> actual.equals(value);
                case "!=" -> !actual.equals(value);
                case "=~" -> actual.matches(value);
                case "!~" -> !actual.matches(value);
                default -> throw new IllegalStateException(operator);
            };
        }

        @Override
        public String toString() {
            return label + operator + '"' + value + '"';
        }
    }

    /// The alerts and every dashboard.
    static List<String> files() {
        List<String> files = new ArrayList<>(List.of(ALERTS));
        files.addAll(dashboards());
        return files;
    }

    static List<String> dashboards() {
        try (Stream<Path> found = Files.list(Deployed.ROOT.resolve(DASHBOARDS))) {
            return found.map(file -> DASHBOARDS + "/" + file.getFileName()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All of one file.
    public static List<String> of(String file) {
        return expressions(Yaml.map(Deployed.text(file))).toList();
    }

    /// What KEDA asks, to scale the chart's workers.
    static List<String> scalers() {
        return Chart.render().stream()
                .filter(document -> "ScaledObject".equals(document.get("kind")))
                .flatMap(scaler -> Yaml.maps(Yaml.map(scaler, "spec"), "triggers").stream())
                .map(trigger -> Yaml.map(trigger, "metadata").get("query").toString())
                .toList();
    }

    /// Of every file and of the scalers.
    public static List<String> all() {
        return Stream.concat(
                        files().stream().flatMap(file -> of(file).stream()), scalers().stream())
                .toList();
    }

    public static List<Selector> selectors(String query) {
        String rest = RANGE.matcher(GROUPING.matcher(query).replaceAll("")).replaceAll("");
        return SELECTOR.matcher(rest)
                .results()
                .filter(found -> !OPERATORS.contains(found.group(1)))
                .map(found -> new Selector(found.group(1), matchers(found.group(2))))
                .toList();
    }

    /// The labels that a query groups by.
    static Set<String> grouping(String query) {
        Set<String> labels = new TreeSet<>();
        GROUPING.matcher(query)
                .results()
                .forEach(found -> labels.addAll(Deployed.all(LABEL, found.group(1))));
        return labels;
    }

    private static List<Matcher> matchers(String text) {
        return text == null
                ? List.of()
                : MATCHER.matcher(text)
                        .results()
                        .map(found -> new Matcher(found.group(1), found.group(2), found.group(3)))
                        .toList();
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
