package io.dermflow.stack.deploy;

import static io.dermflow.stack.deploy.ChartDocuments.container;
import static io.dermflow.stack.deploy.ChartDocuments.limits;
import static io.dermflow.stack.deploy.ChartDocuments.name;
import static io.dermflow.stack.deploy.ChartDocuments.names;
import static io.dermflow.stack.deploy.ChartDocuments.of;
import static io.dermflow.stack.deploy.ChartDocuments.part;
import static io.dermflow.stack.deploy.ChartDocuments.pod;
import static io.dermflow.stack.deploy.ChartDocuments.selector;
import static io.dermflow.stack.deploy.ChartDocuments.variable;
import static io.dermflow.stack.deploy.ChartDocuments.workload;
import static io.dermflow.stack.deploy.ChartDocuments.workloads;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Where pods run, with what rights, how they are reached, and how they end.
class ChartPodsTest {

    @Test
    void spotNodesAreWantedAndToleratedWhereTheSwitchSaysSo() {
        String google =
                """
                spot: { label: cloud.google.com/gke-spot, taint: cloud.google.com/gke-spot }
                vision: { workers: { pictures: { spot: true }, narrative: { spot: false } } }
                """;
        Map<String, Object> narrative = workload(Chart.render(), "dermflow-vision-narrative");
        Map<String, Object> pictures = workload(Chart.render(google), "dermflow-vision-pictures");

        assertThat(pod(narrative).get("affinity").toString())
                .contains("preferredDuringScheduling", "key=dermflow.io/spot", "values=[true]");
        assertThat(pod(narrative).get("tolerations").toString())
                .contains("key=dermflow.io/spot, operator=Exists, effect=NoSchedule");
        assertThat(pod(pictures).get("affinity").toString())
                .contains("key=cloud.google.com/gke-spot");
        assertThat(pod(pictures).get("tolerations").toString())
                .contains("key=cloud.google.com/gke-spot", "key=nvidia.com/gpu");
        assertThat(pod(workload(Chart.render(google), "dermflow-vision-narrative")))
                .doesNotContainKeys("affinity", "tolerations");
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
    void aWorkerTakesNoMoreThanItAsksOfItsNode() {
        for (String values : List.of("values.yaml", "values-cpu.yaml")) {
            Map<String, Object> pictures =
                    workload(Chart.render(values), "dermflow-vision-pictures");
            Object cpu = Yaml.map(container(pictures), "resources", "requests").get("cpu");

            assertThat(variable(pictures, "VISION_SLOTS")).isEqualTo(cpu);
        }
        assertThat(
                        variable(
                                workload(
                                        Chart.render("values-cpu.yaml"),
                                        "dermflow-vision-pictures"),
                                "MODEL_THREADS"))
                .isEqualTo("4");
        assertThat(
                        variable(
                                workload(
                                        Chart.render("values-mig.yaml"),
                                        "dermflow-vision-pictures"),
                                "NODE_ACCELERATORS"))
                .isEqualTo("7");
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
    void tlsEndsInTheGatewayOrInFrontOfIt() {
        Map<String, Object> own = workload(Chart.render(), "dermflow-gateway");
        Map<String, Object> behind = workload(Chart.render(Chart.GATEWAY_API), "dermflow-gateway");

        assertThat(variable(own, "TLS_CERTIFICATE_FILE")).isEqualTo("/run/tls/tls.crt");
        assertThat(Yaml.map(container(own), "readinessProbe", "httpGet"))
                .containsEntry("scheme", "HTTPS");
        assertThat(names(container(behind), "env")).doesNotContain("TLS_CERTIFICATE_FILE");
        assertThat(variable(behind, "TLS_ENDS_AT_PROXY")).isEqualTo("true");
        assertThat(of(Chart.render(Chart.GATEWAY_API), "HTTPRoute")).hasSize(1);
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
        List<Map<String, Object>> chart = Chart.render(Chart.GATEWAY_API);
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
}
