package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the dashboards and alerts ask for is what the services measure, and the runbook has the
/// pages that alerts lead to.
class ObservabilityTest {

    private static final Pattern ANCHOR = Pattern.compile("docs/RUNBOOK\\.md#([a-z-]+)");

    @ParameterizedTest
    @ValueSource(strings = {Queries.ALERTS, Queries.DASHBOARD})
    void aQueryAsksForMetricsAndLabelsOfThePage(String file) {
        var page = MetricsPage.rows();
        List<String> queries = Queries.all(file);

        assertThat(queries).isNotEmpty();
        for (String query : queries) {
            Set<String> labels = new TreeSet<>(Set.of("instance")); // Prometheus's own
            Set<String> names = Queries.metrics(query);
            for (String name : names) {
                var row = page.get(MetricsPage.rowOf(name));
                assertThat(row).as(name).isNotNull();
                labels.addAll(row.labels());
            }
            assertThat(names).as(query).isNotEmpty();
            assertThat(labels).as(query).containsAll(Queries.labels(query));
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
}
