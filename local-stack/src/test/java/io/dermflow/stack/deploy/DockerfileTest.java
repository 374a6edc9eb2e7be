package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.part.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DockerfileTest {

    private static final String DOCKERFILE = Deployed.text("deploy/docker/Dockerfile");
    private static final Pattern FROM_HERE = Pattern.compile("(?m)^COPY (?!--from)([^\\n]+)");

    @Test
    void copiesOnlyWhatTheCheckoutHas() {
        for (String copy : Deployed.all(FROM_HERE, DOCKERFILE)) {
            String[] words = copy.split(" ");
            for (int i = 0; i < words.length - 1; i++) {
                assertThat(Deployed.ROOT.resolve(words[i])).exists();
            }
        }
    }

    @Test
    void buildsOnStagesThatStandAbove() {
        List<String> stages = new ArrayList<>();
        for (String line : DOCKERFILE.lines().toList()) {
            if (line.startsWith("COPY --from=")) {
                assertThat(stages).contains(line.substring(12, line.indexOf(' ', 12)));
            }
            if (line.startsWith("FROM ") && line.contains(" AS ")) {
                stages.add(line.substring(line.indexOf(" AS ") + 4));
            }
        }
        assertThat(stages).contains("service", "vision", "vision-gpu");
    }

    @Test
    void setsOnlyVariablesThatAreRead() {
        Set<String> read = Deployed.variables(Part.VISION);
        Set<String> native_ =
                Set.of(
                        "SERVICE",
                        "PYTORCH_LIBRARY_PATH",
                        "PYTORCH_VERSION",
                        "PYTORCH_FLAVOR",
                        "LD_LIBRARY_PATH");

        assertThat(Deployed.all(Pattern.compile("(?m)^(?:ENV|   ) ([A-Z][A-Z_]*)="), DOCKERFILE))
                .allMatch(name -> read.contains(name) || native_.contains(name));
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"GATEWAY", "INGEST", "VISION", "LLM", "REPORT"})
    void theHealthCheckKnowsEachPort(Part service) {
        assertThat(Deployed.text("deploy/docker/healthy"))
                .contains(service.module() + ") port=" + Deployed.port(service) + " ;;");
    }

    @Test
    void theJarIsTheOneMavenMakes() {
        String version = "0.1.0";

        assertThat(Deployed.text("pom.xml")).contains("<version>" + version + "</version>");
        assertThat(DOCKERFILE).contains("${SERVICE}/target/${SERVICE}-" + version + "-exec.jar");
    }
}
