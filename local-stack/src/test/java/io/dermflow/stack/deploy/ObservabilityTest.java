package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the dashboards and alerts ask for is what the services measure, and the runbook has the
/// pages that alerts lead to.
class ObservabilityTest {

    private static final Pattern METER = Pattern.compile("\"(dermflow(?:\\.[a-z_]+)+)\"");
    private static final Pattern QUERIED = Pattern.compile("(dermflow_[a-z_]+)");
    private static final Pattern ANCHOR = Pattern.compile("docs/RUNBOOK\\.md#([a-z-]+)");
    private static final String SUFFIXES = "(_seconds)?(_total|_sum|_count|_max|_bucket)?$";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/observability/alerts.yml",
                "deploy/observability/grafana/dashboards/dermflow.json"
            })
    void aQueryAsksForAMeterThatExists(String file) throws IOException {
        Set<String> meters = meters();
        Set<String> queried = Deployed.all(QUERIED, Files.readString(Deployed.ROOT.resolve(file)));

        assertThat(queried).isNotEmpty();
        for (String name : queried) {
            assertThat(meters)
                    .as(name)
                    .anyMatch(meter ->
                            name.equals(meter)
                                    || name.replaceFirst(SUFFIXES, "").equals(meter)
                                    || name.equals(meter + "_seconds"));
        }
    }

    @Test
    void anAlertLeadsToAPageOfTheRunbook() throws IOException {
        String runbook = Files.readString(Deployed.ROOT.resolve("docs/RUNBOOK.md"));
        Set<String> anchors =
                Deployed.all(
                        ANCHOR,
                        Files.readString(Deployed.ROOT.resolve("deploy/observability/alerts.yml")));

        assertThat(anchors).isNotEmpty();
        for (String anchor : anchors) {
            assertThat(runbook.lines()).as(anchor).contains("## " + anchor);
        }
    }

    private static Set<String> meters() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module :
                new String[] {
                    "service-kit", "ingest-service", "vision-worker", "llm-bridge", "report-service"
                }) {
            Path sources = Deployed.ROOT.resolve(module).resolve("src/main/java");
            try (var files = Files.walk(sources)) {
                for (Path file : files.filter(at -> at.toString().endsWith(".java")).toList()) {
                    Deployed.all(METER, Files.readString(file)).stream()
                            .map(name -> name.replace('.', '_'))
                            .forEach(names::add);
                }
            }
        }
        return names;
    }
}
