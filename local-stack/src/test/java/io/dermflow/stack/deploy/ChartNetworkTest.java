package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.deploy.ChartNetwork.End;
import io.dermflow.stack.part.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The network policies let through what the services need, and nothing else.
class ChartNetworkTest {

    /// Who calls whom. What stands outside the release is known by its port.
    private static final Map<String, Set<String>> CALLS =
            table(
                    """
                    gateway           ingest vision-pictures llm report
                    ingest            ingest llm report kafka postgres objects
                    vision-pictures   ingest kafka objects
                    vision-narrative  ingest llm kafka objects
                    llm               ingest report kafka postgres model model-2 model-3
                    report            ingest llm kafka postgres objects
                    """);

    private static final Set<String> PROMETHEUS_ASKS =
            Set.of("ingest", "vision-pictures", "vision-narrative", "llm", "report");

    /// Of everybody.
    private static final Set<String> COMMON = Set.of("dns", "collector");

    /// What a service's settings call the other end.
    private static final Map<String, String> NAMED =
            Map.of(
                    "INGEST_URL", "ingest",
                    "VISION_URL", "vision-pictures",
                    "LLM_BRIDGE_URL", "llm",
                    "REPORT_URL", "report",
                    "KAFKA_BOOTSTRAP_SERVERS", "kafka",
                    "S3_ENDPOINT", "objects",
                    "LLM_BASE_URL", "model",
                    "LLM_2_BASE_URL", "model-2",
                    "LLM_3_BASE_URL", "model-3");

    /// Another name for the first, and what `network.extraEgress` is for.
    private static final Set<String> LEFT_OUT = Set.of("MINIO_ENDPOINT", "MODEL_MANIFEST_URL");

    private static final Pattern ADDRESS =
            Pattern.compile("\\$\\{([A-Z0-9_]+_(?:URL|SERVERS|ENDPOINT)):");

    private static final String ALL =
            """
            store: { endpoint: "http://objects:8333", port: 8333 }
            otlpEndpoint: http://collector:4318
            llm:
              baseUrl: http://model:8100
              port: 8100
              second: { baseUrl: "http://model-2:8200", port: 8200 }
              third: { baseUrl: "http://model-3:8300", port: 8300 }
            """;

    private static final Map<String, Integer> OUTSIDE =
            Map.of(
                    "kafka", 9092,
                    "postgres", 5432,
                    "objects", 8333,
                    "model", 8100,
                    "model-2", 8200,
                    "model-3", 8300,
                    "collector", 4318);

    private static final End STRANGER = End.in("other", Map.of());
    private static final End NEIGHBOUR = End.in(Chart.NAMESPACE, Map.of("app", "other"));
    private static final End PROMETHEUS = End.in("monitoring", Map.of("app", "prometheus"));
    private static final End PROXY = End.in("envoy-gateway-system", Map.of("app", "envoy"));
    private static final End DNS = End.in("kube-system", Map.of("k8s-app", "kube-dns"));

    @Test
    void theTableIsWhatTheSettingsOfTheServicesName() {
        CALLS.forEach((workload, called) -> {
            Part part = Part.named(workload.replaceFirst("-.*", "")).orElseThrow();
            Set<String> named = named(part);
            if (workload.equals("vision-pictures")) {
                named.remove("llm"); // Its stage is not the narrative one.
            }

            assertThat(called).as(workload).isEqualTo(named);
        });
    }

    private static Set<String> named(Part part) {
        String settings = Deployed.text(part.module() + "/src/main/resources/application.yaml");
        Set<String> addresses = Deployed.all(ADDRESS, settings);
        addresses.addAll(
                Deployed.all(
                        ADDRESS,
                        Deployed.text("service-kit/src/main/resources/dermflow-kit.yaml")));
        addresses.removeAll(LEFT_OUT);
        Set<String> named = new TreeSet<>();
        addresses.forEach(address -> named.add(NAMED.getOrDefault(address, address)));
        if (settings.contains("jdbc:postgresql://")) {
            named.add("postgres");
        }
        return named;
    }

    @Test
    void everyoneReachesWhomTheyCallAndNobodyElse() {
        List<Map<String, Object>> chart = Chart.render(ALL);
        ChartNetwork network = ChartNetwork.of(chart);
        Map<String, End> pods = pods(chart);

        assertThat(pods.keySet()).isEqualTo(CALLS.keySet());
        pods.forEach((workload, pod) -> {
            Set<String> reached = new TreeSet<>();
            OUTSIDE.forEach((name, port) -> {
                if (network.allows(pod, End.OUTSIDE, port)) {
                    reached.add(name);
                }
            });
            reached.addAll(reached(network, pod, pods));
            if (network.allows(pod, DNS, 53)) {
                reached.add("dns");
            }

            Set<String> wanted = new TreeSet<>(CALLS.get(workload));
            wanted.addAll(COMMON);
            assertThat(reached).as(workload).isEqualTo(wanted);
        });
    }

    @Test
    void fromElsewhereOnlyPrometheusComesInAndClientsAtTheGateway() {
        List<Map<String, Object>> chart = Chart.render(ALL);
        ChartNetwork network = ChartNetwork.of(chart);
        Map<String, End> pods = pods(chart);

        assertThat(reached(network, End.OUTSIDE, pods)).containsExactly("gateway");
        assertThat(reached(network, STRANGER, pods)).containsExactly("gateway");
        assertThat(reached(network, NEIGHBOUR, pods)).containsExactly("gateway");
        assertThat(network.allows(End.OUTSIDE, pods.get("gateway"), 8080)).isTrue();
        assertThat(reached(network, PROMETHEUS, pods)).isEqualTo(pods.keySet());
    }

    @Test
    void theGatewaysFiguresAreForPrometheusAlone() {
        List<Map<String, Object>> chart = Chart.render(ALL);
        ChartNetwork network = ChartNetwork.of(chart);
        End gateway = pods(chart).get("gateway");
        int port = Deployed.metricsPort(Part.GATEWAY);

        assertThat(gateway.ports()).containsEntry("metrics", port);
        assertThat(network.allows(PROMETHEUS, gateway, port)).isTrue();
        for (End other : List.of(End.OUTSIDE, STRANGER, NEIGHBOUR, PROXY)) {
            assertThat(network.allows(other, gateway, port)).as(other.toString()).isFalse();
        }
    }

    @Test
    void behindAnotherGatewayOnlyThatReachesOurs() {
        List<Map<String, Object>> chart = Chart.render(ALL, Chart.GATEWAY_API);
        ChartNetwork network = ChartNetwork.of(chart);
        Map<String, End> pods = pods(chart);

        assertThat(reached(network, PROXY, pods)).containsExactly("gateway");
        assertThat(reached(network, End.OUTSIDE, pods)).isEmpty();
        assertThat(reached(network, NEIGHBOUR, pods)).isEmpty();
        assertThat(reached(network, PROMETHEUS, pods)).isEqualTo(PROMETHEUS_ASKS);
    }

    @Test
    void whatIsNotSetStaysClosedAndMoreMayBeOpened() {
        Map<String, End> pods = pods(Chart.render());
        String more =
                """
                network:
                  extraEgress:
                    - ports: [{ protocol: TCP, port: 8081 }]
                """;

        ChartNetwork closed = ChartNetwork.of(Chart.render());
        ChartNetwork open = ChartNetwork.of(Chart.render(more));

        End llm = pods.get("llm");
        assertThat(closed.allows(llm, End.OUTSIDE, 4318)).isFalse();
        assertThat(closed.allows(llm, End.OUTSIDE, 8000)).isFalse();
        assertThat(closed.allows(llm, End.OUTSIDE, 8081)).isFalse();
        assertThat(open.allows(llm, End.OUTSIDE, 8081)).isTrue();
    }

    /// The pods that answer, of all but themselves, unless they call their own Service.
    private static Set<String> reached(ChartNetwork network, End from, Map<String, End> pods) {
        return pods.entrySet().stream()
                .filter(pod ->
                        network.allows(from, pod.getValue(), pod.getValue().ports().get("http")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, End> pods(List<Map<String, Object>> chart) {
        Map<String, End> pods = new TreeMap<>();
        for (Map<String, Object> workload : chart) {
            Map<String, Object> template = Yaml.map(workload, "spec", "template");
            for (Map<String, Object> container :
                    Yaml.maps(Yaml.map(template, "spec"), "containers")) {
                Map<String, Integer> ports = new LinkedHashMap<>();
                Yaml.maps(container, "ports")
                        .forEach(port ->
                                ports.put(
                                        port.get("name").toString(),
                                        (Integer) port.get("containerPort")));
                String name = Yaml.map(workload, "metadata").get("name").toString();
                pods.put(
                        name.substring("dermflow-".length()),
                        new End(Chart.NAMESPACE, Yaml.map(template, "metadata", "labels"), ports));
            }
        }
        return pods;
    }

    private static Map<String, Set<String>> table(String text) {
        Map<String, Set<String>> table = new TreeMap<>();
        text.lines()
                .map(line -> line.strip().split("\\s+"))
                .forEach(words ->
                        table.put(
                                words[0], new TreeSet<>(List.of(words).subList(1, words.length))));
        return table;
    }
}
