package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.part.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {

    private static final String GATEWAY_API = "edge:\n  mode: gatewayApi\n";
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "values.yaml",
                "values-mig.yaml",
                "values-time-slicing.yaml",
                "values-cpu.yaml",
                GATEWAY_API
            })
    void everyServiceIsGivenOnlyWhatItReads(String values) {
        for (Map<String, Object> workload : workloads(Chart.render(values))) {
            Map<String, Object> container = container(workload);

            assertThat(Deployed.variables(part(workload)))
                    .as(name(workload))
                    .containsAll(names(container, "env"));
        }
    }

    @Test
    void everyServiceListensWhereItsOwnSettingsSay() {
        List<Map<String, Object>> chart = Chart.render();

        for (Map<String, Object> workload : workloads(chart)) {
            Map<String, Object> port = Yaml.maps(container(workload), "ports").getFirst();

            assertThat(port).containsEntry("containerPort", Deployed.port(part(workload)));
        }
        for (Map<String, Object> service : of(chart, "Service")) {
            for (Map<String, Object> port : Yaml.maps(Yaml.map(service, "spec"), "ports")) {
                assertThat(port.get("targetPort")).isIn("http", "plain");
            }
        }
    }

    @Test
    void nobodyRunsAsRootOrWritesToTheImage() {
        for (Map<String, Object> workload : workloads(Chart.render())) {
            Map<String, Object> pod = pod(workload);
            Map<String, Object> security = Yaml.map(container(workload), "securityContext");

            assertThat(Yaml.map(pod, "securityContext"))
                    .containsEntry("runAsNonRoot", true)
                    .containsEntry("runAsUser", 10001)
                    .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
            assertThat(security)
                    .containsEntry("readOnlyRootFilesystem", true)
                    .containsEntry("allowPrivilegeEscalation", false)
                    .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
            assertThat(pod).containsEntry("automountServiceAccountToken", false);
        }
    }

    @Test
    void aPodMayDrainBeforeItIsKilled() {
        int drain = 30;
        int pause = 5;

        for (Map<String, Object> workload : workloads(Chart.render())) {
            int grace = (int) pod(workload).get("terminationGracePeriodSeconds");

            assertThat(grace).as(name(workload)).isGreaterThan(drain + pause);
        }
        assertThat(Deployed.text("service-kit/src/main/resources/dermflow-kit.yaml"))
                .contains("timeout-per-shutdown-phase: " + drain + "s");
    }

    @Test
    void everyWorkloadHasProbesALimitAndABudgetForDisruptions() {
        List<Map<String, Object>> chart = Chart.render();
        Set<String> budgets = new TreeSet<>();
        of(chart, "PodDisruptionBudget").forEach(budget -> budgets.add(name(budget)));

        for (Map<String, Object> workload : workloads(chart)) {
            Map<String, Object> container = container(workload);

            assertThat(container).containsKeys("startupProbe", "livenessProbe", "readinessProbe");
            assertThat(Yaml.map(container, "resources", "limits")).containsKey("memory");
            assertThat(budgets).contains(name(workload));
        }
    }

    @Test
    void everyMountHasItsVolumeAndEverySelectorItsPods() {
        List<Map<String, Object>> chart = Chart.render(GATEWAY_API);
        List<Map<String, Object>> labels = new ArrayList<>();
        for (Map<String, Object> workload : workloads(chart)) {
            assertThat(names(pod(workload), "volumes"))
                    .containsAll(names(container(workload), "volumeMounts"));
            Map<String, Object> own = Yaml.map(workload, "spec", "template", "metadata", "labels");
            assertThat(own).containsAllEntriesOf(selector(workload));
            labels.add(own);
        }
        for (String kind : List.of("PodDisruptionBudget", "Service")) {
            for (Map<String, Object> selecting : of(chart, kind)) {
                Map<String, Object> wanted =
                        kind.equals("Service")
                                ? Yaml.map(selecting, "spec", "selector")
                                : selector(selecting);
                assertThat(labels)
                        .as(name(selecting))
                        .anyMatch(own -> own.entrySet().containsAll(wanted.entrySet()));
            }
        }
    }

    @Test
    void picturesGoToGpusAndNarrativesToAnyCpu() {
        List<Map<String, Object>> chart = Chart.render();

        Map<String, Object> pictures = workload(chart, "dermflow-vision-pictures");
        Map<String, Object> narrative = workload(chart, "dermflow-vision-narrative");

        assertThat(limits(pictures)).containsEntry("nvidia.com/gpu", 1);
        assertThat(pod(pictures).get("nodeSelector"))
                .isEqualTo(Map.of("nvidia.com/gpu.present", "true"));
        assertThat(variable(pictures, "STAGES")).isEqualTo("vision");
        assertThat(limits(narrative)).containsOnlyKeys("memory");
        assertThat(pod(narrative)).doesNotContainKey("nodeSelector");
        assertThat(variable(narrative, "STAGES")).isEqualTo("narrative");
        assertThat(pod(narrative).get("tolerations").toString()).contains("dermflow.io/spot");
    }

    @Test
    void aGpuIsSharedBySliceOrByTime() {
        assertThat(limits(workload(Chart.render("values-mig.yaml"), "dermflow-vision-pictures")))
                .containsKey("nvidia.com/mig-1g.18gb");
        assertThat(
                        limits(
                                workload(
                                        Chart.render("values-time-slicing.yaml"),
                                        "dermflow-vision-pictures")))
                .containsKey("nvidia.com/gpu.shared");
        assertThat(limits(workload(Chart.render("values-cpu.yaml"), "dermflow-vision-pictures")))
                .containsOnlyKeys("memory");
    }

    @Test
    void workersScaleOnTheWorkersThatTheCapacityPlanAsksFor() {
        for (Map<String, Object> scaler : of(Chart.render(), "ScaledObject")) {
            Map<String, Object> spec = Yaml.map(scaler, "spec");
            Map<String, Object> trigger = Yaml.maps(spec, "triggers").getFirst();
            String target = Yaml.map(spec, "scaleTargetRef").get("name").toString();

            assertThat(Yaml.map(trigger, "metadata").get("query").toString())
                    .matches(
                            "max\\(dermflow_capacity_workers_needed\\{stage=\"(vision|narrative)\"}\\)");
            assertThat(Yaml.map(trigger, "metadata")).containsEntry("threshold", "1");
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

    @Test
    void eachServiceShowsKafkaItsOwnNameWhereThatIsAsked() {
        Map<String, String> names =
                Map.of(
                        "dermflow-ingest", "ingest",
                        "dermflow-report", "report",
                        "dermflow-llm", "llm",
                        "dermflow-vision-pictures", "vision",
                        "dermflow-vision-narrative", "vision");

        names.forEach((workload, name) -> {
            Map<String, Object> secured =
                    workload(Chart.render("values-kafka-sasl.yaml"), workload);
            assertThat(variable(secured, "KAFKA_SECURITY_PROTOCOL")).isEqualTo("SASL_SSL");
            assertThat(variable(secured, "KAFKA_SASL_USERNAME")).isEqualTo(name);
            assertThat(variable(secured, "KAFKA_SASL_PASSWORD_FILE"))
                    .isEqualTo("/run/kafka/" + name);
            assertThat(names(pod(secured), "volumes")).contains("kafka");
            assertThat(names(container(secured), "volumeMounts")).contains("kafka");
            assertThat(names(container(workload(Chart.render(), workload)), "env"))
                    .doesNotContain("KAFKA_SECURITY_PROTOCOL");
        });
        assertThat(
                        names(
                                container(
                                        workload(
                                                Chart.render("values-kafka-sasl.yaml"),
                                                "dermflow-gateway")),
                                "env"))
                .doesNotContain("KAFKA_SASL_USERNAME");
    }

    @Test
    void tlsEndsInTheGatewayOrInFrontOfIt() {
        Map<String, Object> own = workload(Chart.render(), "dermflow-gateway");
        Map<String, Object> behind = workload(Chart.render(GATEWAY_API), "dermflow-gateway");

        assertThat(variable(own, "TLS_CERTIFICATE_FILE")).isEqualTo("/run/tls/tls.crt");
        assertThat(Yaml.map(container(own), "readinessProbe", "httpGet"))
                .containsEntry("scheme", "HTTPS");
        assertThat(names(container(behind), "env")).doesNotContain("TLS_CERTIFICATE_FILE");
        assertThat(variable(behind, "TLS_ENDS_AT_PROXY")).isEqualTo("true");
        assertThat(of(Chart.render(GATEWAY_API), "HTTPRoute")).hasSize(1);
    }

    @Test
    void secretsAreNamedAndNeverContained() {
        assertThat(of(Chart.render(), "Secret")).isEmpty();
        for (Map<String, Object> workload : workloads(Chart.render())) {
            assertThat(names(container(workload), "env"))
                    .doesNotContain("DATABASE_URL", "S3_SECRET_KEY", "LLM_API_KEY");
        }
    }

    private static Part part(Map<String, Object> workload) {
        String name = name(workload).substring("dermflow-".length());
        return Part.named(name.startsWith("vision") ? "vision" : name).orElseThrow();
    }

    private static List<Map<String, Object>> workloads(List<Map<String, Object>> chart) {
        return chart.stream().filter(one -> WORKLOADS.contains(one.get("kind"))).toList();
    }

    private static List<Map<String, Object>> of(List<Map<String, Object>> chart, String kind) {
        return chart.stream().filter(one -> kind.equals(one.get("kind"))).toList();
    }

    private static Map<String, Object> workload(List<Map<String, Object>> chart, String name) {
        return workloads(chart).stream()
                .filter(one -> name(one).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> pod(Map<String, Object> workload) {
        return Yaml.map(workload, "spec", "template", "spec");
    }

    private static Map<String, Object> container(Map<String, Object> workload) {
        return Yaml.maps(pod(workload), "containers").getFirst();
    }

    private static Map<String, Object> limits(Map<String, Object> workload) {
        return Yaml.map(container(workload), "resources", "limits");
    }

    private static Map<String, Object> selector(Map<String, Object> one) {
        return Yaml.map(one, "spec", "selector", "matchLabels");
    }

    private static String name(Map<String, Object> one) {
        return Yaml.map(one, "metadata").get("name").toString();
    }

    private static Set<String> names(Map<String, Object> parent, String list) {
        Set<String> names = new TreeSet<>();
        Yaml.maps(parent, list).forEach(item -> names.add(item.get("name").toString()));
        return names;
    }

    private static Object variable(Map<String, Object> workload, String name) {
        return Yaml.maps(container(workload), "env").stream()
                .filter(variable -> variable.get("name").equals(name))
                .findFirst()
                .orElseThrow()
                .get("value");
    }
}
