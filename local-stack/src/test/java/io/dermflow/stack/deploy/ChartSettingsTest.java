package io.dermflow.stack.deploy;

import static io.dermflow.stack.deploy.ChartDocuments.container;
import static io.dermflow.stack.deploy.ChartDocuments.name;
import static io.dermflow.stack.deploy.ChartDocuments.names;
import static io.dermflow.stack.deploy.ChartDocuments.of;
import static io.dermflow.stack.deploy.ChartDocuments.part;
import static io.dermflow.stack.deploy.ChartDocuments.pod;
import static io.dermflow.stack.deploy.ChartDocuments.secretsReadLikeVariables;
import static io.dermflow.stack.deploy.ChartDocuments.variable;
import static io.dermflow.stack.deploy.ChartDocuments.workload;
import static io.dermflow.stack.deploy.ChartDocuments.workloads;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.part.Part;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What each service is told: variables, Secrets, and whose name it shows Kafka.
class ChartSettingsTest {

    private static final String REPLICATION_FACTOR = "DERMFLOW_KAFKA_REPLICATIONFACTOR";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "values.yaml",
                "values-mig.yaml",
                "values-time-slicing.yaml",
                "values-cpu.yaml",
                Chart.GATEWAY_API,
                Chart.EVERYTHING
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
        List<Map<String, Object>> chart = Chart.render(Chart.EVERYTHING);
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

    @Test
    void theFirstAdminIsNamedToIngestAlone() {
        List<Map<String, Object>> chart = Chart.render(Chart.EVERYTHING);

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

        assertThat(
                        secretsReadLikeVariables(
                                workload(Chart.render(Chart.EVERYTHING), "dermflow-llm")))
                .contains("dermflow-llm-key");
        assertThat(
                        secretsReadLikeVariables(
                                workload(Chart.render(Chart.EVERYTHING, open), "dermflow-llm")))
                .doesNotContain("");
        assertThat(secretsReadLikeVariables(workload(Chart.render(), "dermflow-llm")))
                .containsExactly("dermflow-llm-database");
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
    void secretsAreNamedAndNeverContained() {
        assertThat(of(Chart.render(), "Secret")).isEmpty();
        for (Map<String, Object> workload : workloads(Chart.render())) {
            assertThat(names(container(workload), "env"))
                    .doesNotContain("DATABASE_URL", "S3_SECRET_KEY", "LLM_API_KEY");
        }
    }
}
