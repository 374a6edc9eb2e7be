package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the documents tell people to type is there.
class RunbookTest {

    private static final List<String> DOCUMENTS =
            List.of("README.md", Queries.RUNBOOK, "docs/DEPLOY.md", "docs/MODELS.md");

    private static final Pattern COMMAND = Pattern.compile("\\./dermflow ([a-z-]+)");
    private static final Pattern OFFERED = Pattern.compile("(?m)^  ([a-z-]+)(?: |$)");
    private static final Pattern METRIC = Pattern.compile("(dermflow_[a-z_]*[a-z])");

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

        assertThat(Deployed.all(METRIC, Deployed.text(Queries.RUNBOOK)))
                .isNotEmpty()
                .allSatisfy(name -> {
                    String asked = MetricsPage.rowOf(name);
                    assertThat(rows).as(name).anyMatch(row -> row.startsWith(asked));
                });
    }
}
