package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.dermflow.stack.part.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChartTest {

    private static final String GATEWAY_API = "edge:\n  mode: gatewayApi\n";

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

    private static final String REPLICATION_FACTOR = "DERMFLOW_KAFKA_REPLICATIONFACTOR";
    private static final String SCHEMA = Chart.FOLDER + "values.schema.json";
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "values.yaml",
                "values-mig.yaml",
                "values-time-slicing.yaml",
                "values-cpu.yaml",
                GATEWAY_API,
                EVERYTHING
            })
    void everyServiceIsGivenOnlyWhatItReads(String values) {
        for (Map<String, Object> workload : workloads(Chart.render(values))) {
            Map<String, Object> container = container(workload);

            Set<String> read = Deployed.variables(part(workload));
            read.add(REPLICATION_FACTOR);
            assertThat(read).as(name(workload)).containsAll(names(container, "env"));
            // Server-side apply refuses a name that comes twice.
            assertThat(Yaml.maps(container, "env")).hasSameSizeAs(names(container, "env"));
        }
    }

    /// `dermflow.kafka.replication-factor` has no variable of its own; Spring takes this one for
    /// it.
    @Test
    void theReplicationFactorIsASettingOfEveryServiceWithKafka() {
        assertThat(
                        Deployed.text(
                                "service-kit/src/main/java/io/dermflow/kit/kafka/BrokerProperties.java"))
                .contains("prefix = \"dermflow.kafka\"", " short replicationFactor,");

        for (Map<String, Object> workload : workloads(Chart.render())) {
            if (part(workload) != Part.GATEWAY) {
                assertThat(variable(workload, REPLICATION_FACTOR)).isEqualTo("3");
            }
        }
    }

    @Test
    void whatTheUserAddsReachesItsServiceAlone() {
        List<Map<String, Object>> chart = Chart.render(EVERYTHING);
        Map<String, String> added =
                Map.of(
                        "dermflow-gateway", "MAX_REQUEST_BODY_BYTES",
                        "dermflow-ingest", "MAX_OPEN_CAPTURES",
                        "dermflow-llm", "LLM_MULTIMODAL",
                        "dermflow-report", "PUT_BACK_AGE",
                        "dermflow-vision-pictures", "VISION_STEP_LIMIT",
                        "dermflow-vision-narrative", "VISION_STEP_LIMIT");

        for (Map<String, Object> workload : workloads(chart)) {
            Set<String> own = names(container(workload), "env");
            own.retainAll(added.values());
            assertThat(own).containsExactly(added.get(name(workload)));
            assertThat(secretsReadLikeVariables(workload)).contains("own");
            assertThat(names(container(workload), "volumeMounts")).contains("secrets");
        }
        assertThat(variable(workload(chart, "dermflow-gateway"), "MAX_REQUEST_BODY_BYTES"))
                .isEqualTo("10485760");
    }

    /// Helm itself holds what a user gives against it: `HelmTest`.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "values.yaml",
                "values-mig.yaml",
                "values-time-slicing.yaml",
                "values-cpu.yaml",
                "values-kafka-sasl.yaml",
                GATEWAY_API,
                EVERYTHING
            })
    void theSchemaKnowsWhatMayBeSet(String values) {
        assertThat(refused(Chart.values(values))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extraEnvironment: {}\n",
                "services: { ingest: { extraEnv: { MAX_OPEN_CAPTURES: 500 } } }\n",
                "services: { ingest: { extraEnv: { max-open: \"500\" } } }\n",
                "services: { ingest: { extraEnv: { TOKEN_KEYS_DIR: /tmp } } }\n",
                "edge: { mode: ingress }\n"
            })
    void theSchemaRefusesWhatWouldBeLost(String values) {
        assertThat(refused(Chart.values(values))).isNotEmpty();
    }

    @Test
    void theSchemaRefusesToSetTwiceWhatTheChartSets() {
        Map<String, Object> names =
                Yaml.map(
                        Yaml.map(Deployed.text(SCHEMA)),
                        "definitions",
                        "extraEnv",
                        "propertyNames",
                        "not");
        Set<String> set = new TreeSet<>();
        for (String values : List.of("values.yaml", GATEWAY_API, EVERYTHING)) {
            workloads(Chart.render(values))
                    .forEach(workload -> set.addAll(names(container(workload), "env")));
        }
        set.removeAll(
                Set.of(
                        "MAX_REQUEST_BODY_BYTES",
                        "MAX_OPEN_CAPTURES",
                        "LLM_MULTIMODAL",
                        "PUT_BACK_AGE",
                        "VISION_STEP_LIMIT"));

        assertThat(new TreeSet<Object>((List<?>) names.get("enum"))).isEqualTo(set);
    }

    @Test
    void theFirstAdminIsNamedToIngestAlone() {
        List<Map<String, Object>> chart = Chart.render(EVERYTHING);

        assertThat(variable(workload(chart, "dermflow-ingest"), "BOOTSTRAP_ADMIN_EMAIL"))
                .isEqualTo("first@example.org");
        for (Map<String, Object> workload : workloads(chart)) {
            assertThat(names(container(workload), "env").contains("BOOTSTRAP_ADMIN_EMAIL"))
                    .isEqualTo(part(workload) == Part.INGEST);
        }
    }

    @Test
    void theKeyOfALanguageModelIsWantedWhereThereIsOne() {
        String open = "secrets: { llmKey: \"\" }\n";

        assertThat(secretsReadLikeVariables(workload(Chart.render(EVERYTHING), "dermflow-llm")))
                .contains("dermflow-llm-key");
        assertThat(
                        secretsReadLikeVariables(
                                workload(Chart.render(EVERYTHING, open), "dermflow-llm")))
                .doesNotContain("");
        assertThat(secretsReadLikeVariables(workload(Chart.render(), "dermflow-llm")))
                .containsExactly("dermflow-llm-database");
    }

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

    private static String query(Map<String, Object> scaler) {
        Map<String, Object> trigger = Yaml.maps(Yaml.map(scaler, "spec"), "triggers").getFirst();
        return Yaml.map(trigger, "metadata").get("query").toString();
    }

    private static List<com.networknt.schema.Error> refused(Map<String, Object> values) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Deployed.text(SCHEMA))
                .validate(JsonMapper.shared().writeValueAsString(values), InputFormat.JSON);
    }

    /// Names of the Secrets that lie where Spring looks for variables.
    private static Set<String> secretsReadLikeVariables(Map<String, Object> workload) {
        Set<String> names = new TreeSet<>();
        for (Map<String, Object> volume : Yaml.maps(pod(workload), "volumes")) {
            Yaml.maps(Yaml.map(volume, "projected"), "sources")
                    .forEach(
                            source -> names.add(Yaml.map(source, "secret").get("name").toString()));
        }
        return names;
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
