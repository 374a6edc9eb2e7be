package io.dermflow.stack.deploy;

import static io.dermflow.stack.deploy.ChartDocuments.container;
import static io.dermflow.stack.deploy.ChartDocuments.names;
import static io.dermflow.stack.deploy.ChartDocuments.workloads;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What `values.schema.json` lets through. Helm itself holds what a user gives against it:
/// [HelmTest].
class ChartSchemaTest {

    private static final String SCHEMA = Chart.FOLDER + "values.schema.json";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "values.yaml",
                "values-mig.yaml",
                "values-time-slicing.yaml",
                "values-cpu.yaml",
                "values-kafka-sasl.yaml",
                Chart.GATEWAY_API,
                Chart.EVERYTHING
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
        for (String values : List.of("values.yaml", Chart.GATEWAY_API, Chart.EVERYTHING)) {
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

    private static List<com.networknt.schema.Error> refused(Map<String, Object> values) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Deployed.text(SCHEMA))
                .validate(JsonMapper.shared().writeValueAsString(values), InputFormat.JSON);
    }
}
