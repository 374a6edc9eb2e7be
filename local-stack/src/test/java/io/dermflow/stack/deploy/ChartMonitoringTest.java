package io.dermflow.stack.deploy;

import static io.dermflow.stack.deploy.ChartDocuments.container;
import static io.dermflow.stack.deploy.ChartDocuments.of;
import static io.dermflow.stack.deploy.ChartDocuments.part;
import static io.dermflow.stack.deploy.ChartDocuments.selector;
import static io.dermflow.stack.deploy.ChartDocuments.variable;
import static io.dermflow.stack.deploy.ChartDocuments.workload;
import static io.dermflow.stack.deploy.ChartDocuments.workloads;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.part.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Who looks at the services' figures: Prometheus, alerts, dashboards, and what scales by them.
class ChartMonitoringTest {

    @Test
    void theOperatorFindsEveryServiceThatShowsFigures() {
        List<Map<String, Object>> chart = Chart.render();
        for (Map<String, Object> workload : workloads(chart)) {
            Map<String, Object> pod = Yaml.map(workload, "spec", "template", "metadata");
            Map<String, Object> labels = Yaml.map(pod, "labels");
            Map<String, Object> monitor = monitor(chart, part(workload));
            Map<String, Object> endpoint =
                    Yaml.maps(Yaml.map(monitor, "spec"), "podMetricsEndpoints").getFirst();
            Map<String, Object> job = Yaml.maps(endpoint, "relabelings").getFirst();

            assertThat(pod).doesNotContainKey("annotations");
            assertThat(labels).containsAllEntriesOf(selector(monitor));
            assertThat(ports(workload))
                    .containsEntry(
                            endpoint.get("port").toString(), Deployed.metricsPort(part(workload)));
            assertThat(job).containsEntry("targetLabel", "job");
            var matcher =
                    Pattern.compile(job.get("regex").toString())
                            .matcher(labels.get("app.kubernetes.io/component").toString());
            assertThat(matcher.matches()).isTrue();
            assertThat(matcher.group(1)).isEqualTo(part(workload).shortName());
        }
    }

    /// The one whose expression lets the service's component in.
    private static Map<String, Object> monitor(List<Map<String, Object>> chart, Part part) {
        String operator = part == Part.GATEWAY ? "In" : "NotIn";
        return of(chart, "PodMonitor").stream()
                .filter(monitor -> {
                    Map<String, Object> selector = Yaml.map(monitor, "spec", "selector");
                    Map<String, Object> expression =
                            Yaml.maps(selector, "matchExpressions").getFirst();
                    return expression.get("operator").equals(operator)
                            && expression.get("values").equals(List.of("gateway"));
                })
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> ports(Map<String, Object> workload) {
        Map<String, Object> ports = new HashMap<>();
        Yaml.maps(container(workload), "ports")
                .forEach(port -> ports.put(port.get("name").toString(), port.get("containerPort")));
        return ports;
    }

    @Test
    void alertRulesAndDashboardsAreTheVeryFiles() {
        List<Map<String, Object>> chart = Chart.render();

        assertThat(of(chart, "PrometheusRule").getFirst().get("spec"))
                .isEqualTo(Yaml.map(Deployed.text(Queries.ALERTS)));
        Map<String, Object> shown = Yaml.map(of(chart, "ConfigMap").getFirst(), "data");
        for (String file : Queries.dashboards()) {
            assertThat(Yaml.map(shown.get(Path.of(file).getFileName().toString()).toString()))
                    .isEqualTo(Yaml.map(Deployed.text(file)));
        }
        assertThat(Files.isSymbolicLink(Deployed.ROOT.resolve(Chart.FOLDER + "files/alerts.yml")))
                .isTrue();
    }

    @Test
    void withoutTheOperatorPodsSayThemselvesWhereTheirFiguresAre() {
        List<Map<String, Object>> chart = Chart.render("monitoring:\n  operator: false\n");

        assertThat(of(chart, "PodMonitor")).isEmpty();
        assertThat(of(chart, "PrometheusRule")).isEmpty();
        for (Map<String, Object> workload : workloads(chart)) {
            assertThat(Yaml.map(workload, "spec", "template", "metadata", "annotations"))
                    .containsEntry("prometheus.io/scrape", "true")
                    .containsEntry(
                            "prometheus.io/port",
                            Integer.toString(Deployed.metricsPort(part(workload))));
        }
        for (Map<String, Object> scaler : of(chart, "ScaledObject")) {
            assertThat(query(scaler)).doesNotContain("namespace");
        }
    }

    @Test
    void workersScaleOnTheWorkersThatTheCapacityPlanAsksFor() {
        for (Map<String, Object> scaler : of(Chart.render(), "ScaledObject")) {
            Map<String, Object> spec = Yaml.map(scaler, "spec");
            Map<String, Object> trigger = Yaml.maps(spec, "triggers").getFirst();
            String target = Yaml.map(spec, "scaleTargetRef").get("name").toString();

            assertThat(query(scaler))
                    .matches(
                            "max\\(dermflow_capacity_workers_needed"
                                    + "\\{stage=\"(vision|narrative)\",namespace=\"apps\"}\\)");
            assertThat(Yaml.map(trigger, "metadata"))
                    .containsEntry("threshold", "1")
                    .containsEntry("ignoreNullValues", "false");
            assertThat(workload(Chart.render(), target)).isNotEmpty();
            assertThat(Yaml.map(workload(Chart.render(), target), "spec"))
                    .doesNotContainKey("replicas");
        }
        assertThat(
                        Deployed.text(
                                "ingest-service/src/main/java/io/dermflow/ingest/capacity/CapacityMetrics.java"))
                .contains("\"dermflow.capacity.workers.needed\"", "tag(\"stage\"");
        assertThat(variable(workload(Chart.render(), "dermflow-ingest"), "CAPACITY_TARGET_P90"))
                .isEqualTo("30s");
    }

    private static String query(Map<String, Object> scaler) {
        Map<String, Object> trigger = Yaml.maps(Yaml.map(scaler, "spec"), "triggers").getFirst();
        return Yaml.map(trigger, "metadata").get("query").toString();
    }
}
