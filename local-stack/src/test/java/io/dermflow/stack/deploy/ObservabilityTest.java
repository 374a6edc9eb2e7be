package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.part.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What dashboards, alerts and scalers ask for is what the services measure, the runbook has the
/// sections that alerts lead to, and what collects it all is told the right addresses and times.
class ObservabilityTest {

    private static final String FOLDER = "deploy/observability/";
    private static final Pattern ANCHOR = Pattern.compile("docs/RUNBOOK\\.md#([a-z-]+)");
    private static final Pattern SHOWN = Pattern.compile("\\$labels\\.([a-z_]+)");

    /// Prometheus's own, at every metric.
    private static final Set<String> TARGET = Set.of("instance", "job");

    private static final Map<String, Object> PROMETHEUS =
            Yaml.map(Deployed.text(FOLDER + "prometheus/prometheus.yml"));

    static List<String> queries() {
        return Queries.all();
    }

    static List<Map<String, Object>> alerts() {
        List<Map<String, Object>> alerts = new ArrayList<>();
        Yaml.maps(Yaml.map(Deployed.text(Queries.ALERTS)), "groups")
                .forEach(group -> alerts.addAll(Yaml.maps(group, "rules")));
        return alerts;
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryAsksForMetricsAndLabelsOfThePage(String query) {
        var page = MetricsPage.rows();
        Set<String> labels = new TreeSet<>(TARGET);

        assertThat(Queries.selectors(query)).as("its metrics").isNotEmpty();
        for (var selector : Queries.selectors(query)) {
            var row = page.get(MetricsPage.rowOf(selector.metric()));
            assertThat(row).as(selector.metric()).isNotNull();
            Set<String> own = new TreeSet<>(row.labels());
            own.addAll(TARGET);
            for (var matcher : selector.matchers()) {
                assertThat(own).as(selector.metric()).contains(matcher.label());
            }
            labels.addAll(own);
        }
        assertThat(labels).containsAll(Queries.grouping(query));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertSaysWhatIsWrongHowUrgentItIsAndWhereToBegin(Map<String, Object> alert) {
        Map<String, Object> annotations = Yaml.map(alert, "annotations");
        String query = alert.get("expr").toString();
        Set<String> labels = Queries.grouping(query);
        Queries.selectors(query)
                .forEach(selector ->
                        selector.matchers().forEach(matcher -> labels.add(matcher.label())));

        assertThat(Yaml.map(alert, "labels").get("severity")).isIn("page", "ticket");
        assertThat(annotations.get("summary").toString()).isNotBlank();
        assertThat(labels)
                .as("labels that are left in the end")
                .containsAll(Deployed.all(SHOWN, annotations.get("summary").toString()));
        assertThat(sectionsOfTheRunbook())
                .containsAll(Deployed.all(ANCHOR, annotations.get("runbook_url").toString()))
                .isNotEmpty();
        assertThat(annotations.get("runbook_url").toString()).matches(ANCHOR);
    }

    @Test
    void thePageNamesTheAlertsAndThePanelsOfEachMetric() {
        Map<String, Set<String>> asking = new TreeMap<>();
        for (Map<String, Object> alert : alerts()) {
            asked(alert.get("expr").toString())
                    .forEach(metric ->
                            asking.computeIfAbsent(metric, _ -> new TreeSet<>())
                                    .add(alert.get("alert").toString()));
        }
        Set<String> shown = new TreeSet<>();
        for (String dashboard : Queries.dashboards()) {
            Queries.of(dashboard).forEach(query -> shown.addAll(asked(query)));
        }

        MetricsPage.rows()
                .forEach((metric, row) -> {
                    assertThat(row.rules())
                            .as(metric)
                            .isEqualTo(asking.getOrDefault(metric, Set.of()));
                    assertThat(!row.panel() || shown.contains(metric)).as(metric).isTrue();
                    assertThat(!row.rules().isEmpty() || row.panel())
                            .as("somebody or something looks at " + metric)
                            .isEqualTo(!row.alertOn().isEmpty());
                });
    }

    @Test
    void prometheusAsksEveryServiceWhereItShowsItsFigures() {
        Map<String, String> asked = new TreeMap<>();
        for (Map<String, Object> job : Yaml.maps(PROMETHEUS, "scrape_configs")) {
            assertThat(job).containsEntry("metrics_path", "/actuator/prometheus");
            Map<String, Object> names = Yaml.maps(job, "dns_sd_configs").getFirst();
            assertThat(names.get("names")).isEqualTo(List.of(job.get("job_name")));
            asked.put(job.get("job_name").toString(), names.get("port").toString());
        }

        Map<String, String> shown = new TreeMap<>();
        for (Part part : Part.values()) {
            if (part.isService()) {
                shown.put(part.shortName(), Integer.toString(Deployed.metricsPort(part)));
            }
        }
        assertThat(asked).isEqualTo(shown);
        assertThat(Yaml.map(Yaml.map(Deployed.text("docker-compose.yml")), "services").keySet())
                .as("the names that the name server knows")
                .containsAll(asked.keySet());
    }

    @Test
    void prometheusFindsTheAlertsWhereComposeLaysThem() {
        Map<String, Object> compose = Yaml.map(Deployed.text("docker-compose.yml"));
        Object mounts = Yaml.map(compose, "services", "prometheus").get("volumes");

        for (Object file : (List<?>) PROMETHEUS.get("rule_files")) {
            assertThat(mounts.toString()).contains("./" + Queries.ALERTS + ":" + file + ":ro");
        }
    }

    @Test
    void lokiForgetsAfter90Days() {
        Map<String, Object> loki = Yaml.map(Deployed.text(FOLDER + "loki/loki.yaml"));
        Map<String, Object> schema =
                Yaml.maps(Yaml.map(loki, "schema_config"), "configs").getFirst();

        assertThat(Yaml.map(loki, "limits_config"))
                .containsEntry("retention_period", 90 * 24 + "h");
        assertThat(Yaml.map(loki, "compactor"))
                .as("without which nothing is ever removed")
                .containsEntry("retention_enabled", true)
                .containsEntry("delete_request_store", schema.get("object_store"));
    }

    @Test
    void tempoForgetsAfter14Days() {
        Map<String, Object> tempo = Yaml.map(Deployed.text(FOLDER + "tempo/tempo.yaml"));

        assertThat(Yaml.map(tempo, "compactor", "compaction"))
                .containsEntry("block_retention", 14 * 24 + "h");
    }

    @Test
    void theCollectorLeadsWhatItTakesOnlyThroughPartsThatItHas() {
        Map<String, Object> collector = Yaml.map(Deployed.text(FOLDER + "otel-collector.yaml"));

        Map<String, Object> pipelines = Yaml.map(collector, "service", "pipelines");
        assertThat(pipelines).containsOnlyKeys("traces", "logs");
        pipelines.forEach((name, pipeline) -> {
            for (String kind : List.of("receivers", "processors", "exporters")) {
                List<?> parts = (List<?>) Yaml.as(pipeline).get(kind);
                assertThat(parts).as(name + " " + kind).isNotEmpty();
                assertThat(Yaml.map(collector, kind).keySet())
                        .as(name + " " + kind)
                        .containsAll(parts.stream().map(Object::toString).toList());
            }
            assertThat(((List<?>) Yaml.as(pipeline).get("processors")).toString())
                    .as("addresses of people stay out of " + name)
                    .contains("attributes/private");
        });
    }

    @Test
    void aPanelAsksASourceThatGrafanaHas() {
        Set<String> sources = new TreeSet<>();
        Yaml.maps(
                        Yaml.map(
                                Deployed.text(
                                        FOLDER + "grafana/provisioning/datasources/dermflow.yaml")),
                        "datasources")
                .forEach(source -> sources.add(source.get("uid").toString()));

        Set<String> dashboards = new TreeSet<>();
        for (String file : Queries.dashboards()) {
            Map<String, Object> dashboard = Yaml.map(Deployed.text(file));
            assertThat(dashboards.add(dashboard.get("uid").toString())).as(file).isTrue();
            Set<Object> ids = new TreeSet<>();
            for (Map<String, Object> panel : Yaml.maps(dashboard, "panels")) {
                assertThat(ids.add(panel.get("id"))).as(file + " " + panel.get("title")).isTrue();
                assertThat(sources).contains(uid(panel));
                Yaml.maps(panel, "targets")
                        .forEach(target -> assertThat(sources).contains(uid(target)));
            }
        }
    }

    private static String uid(Map<String, Object> asking) {
        return Yaml.map(asking, "datasource").get("uid").toString();
    }

    private static Set<String> asked(String query) {
        return Queries.selectors(query).stream()
                .map(selector -> MetricsPage.rowOf(selector.metric()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// As a link names them.
    private static Set<String> sectionsOfTheRunbook() {
        return Deployed.text("docs/RUNBOOK.md")
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
