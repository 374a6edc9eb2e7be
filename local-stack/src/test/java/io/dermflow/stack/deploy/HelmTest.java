package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
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
        var template = template();
        for (String file : values) {
            template.withValuesFile(CHART.resolve(file));
        }

        List<Map<String, Object>> rendered = Yaml.documents(template.call());

        assertThat(rendered).isNotEmpty().containsExactlyInAnyOrderElementsOf(Chart.render(values));
    }

    @ParameterizedTest
    @ValueSource(strings = {Chart.EVERYTHING, "monitoring:\n  operator: false\n"})
    void rendersWhatTheTestsOfTheChartLayOver(String values, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("values.yaml"), values);

        assertThat(Yaml.documents(template().withValuesFile(file).call()))
                .containsExactlyInAnyOrderElementsOf(Chart.render(values));
    }

    @Test
    void refusesWhatTheSchemaDoesNotKnow(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("values.yaml"), "extraEnvironment: {}\n");

        assertThatThrownBy(() -> template().withValuesFile(file).call())
                .hasMessageContaining("extraEnvironment");
    }

    private static TemplateCommand template() {
        return new Helm(CHART)
                .template()
                .withName("dermflow")
                .withNamespace(Chart.NAMESPACE)
                .withKubeVersion("1.33.0");
    }
}
