package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Helm's own code as a library; it comes for the platform that the suite is tested on.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class HelmTest {

    private static final Path CHART = Deployed.ROOT.resolve(Chart.FOLDER);

    @Test
    void findsNothingToComplainOfInTheChart() {
        LintResult checked = new Helm(CHART).lint().strict().call();

        assertThat(checked.isFailed()).as(checked.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "values-mig.yaml",
                "values-time-slicing.yaml",
                "values-cpu.yaml",
                "values-kafka-sasl.yaml",
                "values-cpu.yaml values-kafka-sasl.yaml"
            })
    void rendersWhatTheTestsOfTheChartLookAt(String files) {
        String[] values =
                Arrays.stream(files.split(" ")).filter(f -> !f.isEmpty()).toArray(String[]::new);
        var template =
                new Helm(CHART)
                        .template()
                        .withName("dermflow")
                        .withNamespace("apps")
                        .withKubeVersion("1.33.0");
        for (String file : values) {
            template.withValuesFile(CHART.resolve(file));
        }

        List<Map<String, Object>> rendered = Yaml.documents(template.call());

        assertThat(rendered).isNotEmpty().containsExactlyInAnyOrderElementsOf(Chart.render(values));
    }
}
