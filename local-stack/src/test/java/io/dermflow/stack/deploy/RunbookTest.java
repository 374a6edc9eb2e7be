package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the documents tell people to type is there.
class RunbookTest {

    private static final String RUNBOOK = "docs/RUNBOOK.md";
    private static final List<String> DOCUMENTS =
            List.of("README.md", RUNBOOK, "docs/DEPLOY.md", "docs/MODELS.md");

    private static final Pattern COMMAND = Pattern.compile("\\./dermflow ([a-z-]+)");
    private static final Pattern OFFERED = Pattern.compile("(?m)^  ([a-z-]+)(?: |$)");
    private static final Pattern METRIC = Pattern.compile("(dermflow_[a-z_]*[a-z])");
    private static final Pattern QUERIES = Pattern.compile("(?s)```promql\n(.+?)```");
    private static final Pattern LABELS = Pattern.compile("by \\(([a-z_, ]+)\\)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)");

    @Test
    void everyCommandIsOneOfTheLaunchers() {
        Set<String> offered = Deployed.all(OFFERED, Deployed.text("dermflow"));

        for (String document : DOCUMENTS) {
            Set<String> commands = Deployed.all(COMMAND, Deployed.text(document));
            assertThat(commands).as(document).isNotEmpty();
            assertThat(offered).as(document).containsAll(commands);
        }
    }

    /// Where a command looks for the begin of a name, one begins so.
    @Test
    void everyMetricIsOfThePage() {
        Set<String> rows = MetricsPage.rows().keySet();

        assertThat(Deployed.all(METRIC, Deployed.text(RUNBOOK)))
                .isNotEmpty()
                .allSatisfy(name -> {
                    String asked = MetricsPage.rowOf(name);
                    assertThat(rows).as(name).anyMatch(row -> row.startsWith(asked));
                });
    }

    @Test
    void aQueryGroupsByLabelsThatItsMetricsHave() {
        var rows = MetricsPage.rows();
        List<String> queries =
                Deployed.all(QUERIES, Deployed.text(RUNBOOK)).stream()
                        .flatMap(String::lines)
                        .filter(line -> !line.isBlank())
                        .toList();

        assertThat(queries)
                .isNotEmpty()
                .allSatisfy(query -> {
                    Set<String> labels = new TreeSet<>();
                    Deployed.all(METRIC, query)
                            .forEach(name ->
                                    labels.addAll(rows.get(MetricsPage.rowOf(name)).labels()));
                    Deployed.all(LABELS, query)
                            .forEach(list ->
                                    assertThat(labels).containsAll(Deployed.all(LABEL, list)));
                });
    }
}
