package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.service.ServiceEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void givesMavenEveryModuleOfTheBuild() {
        String pom = Deployed.text("pom.xml");
        String always = pom.substring(0, pom.indexOf("</modules>"));
        Set<String> modules = Deployed.all(Pattern.compile("<module>([^<]+)"), always);

        assertThat(modules).isNotEmpty();
        assertThat(Deployed.all(FROM_HERE, DOCKERFILE))
                .containsAll(modules.stream().map(module -> module + " " + module).toList());
    }

    /// The order is what lets a change of code leave the big layers as they are.
    @Test
    void whatIsOfOneServiceComesAfterWhatAllShare() {
        String service = DOCKERFILE.substring(DOCKERFILE.indexOf(" AS service"));

        assertThat(service)
                .containsSubsequence(
                        "RUN groupadd",
                        "./agent/",
                        "/usr/local/bin/",
                        "extracted/dependencies/",
                        "extracted/application/",
                        "ARG SERVICE",
                        "RUN train");
    }

    @Test
    void needsNoImageToBeReadItself() {
        assertThat(DOCKERFILE).doesNotContain("# syntax=");
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

    @Test
    void theWorkerHasTheLaunchersAllocatorAndSoHaveTheBenchAndTheTests() {
        String bench = Deployed.text("dermflow");
        String tests = Deployed.text("vision-worker/pom.xml");

        ServiceEnvironment.ALLOCATOR.forEach((name, value) -> {
            assertThat(DOCKERFILE).contains("    " + name + "=" + value + " ");
            assertThat(bench).containsPattern(" " + name + "=" + value + "\\b");
            assertThat(tests).contains("<" + name + ">" + value + "</" + name + ">");
        });
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

    @Test
    void takesTheTracingAgentFromWhereTheBuildPutsIt() {
        Path folder = Checkout.here().tracingAgent().getParent();

        assertThat(DOCKERFILE)
                .contains(
                        "COPY --from=build /src/"
                                + Deployed.ROOT.relativize(folder)
                                + "/ ./agent/");
    }

    @Test
    void startsWithTheTracingAgentOnlyWhereSpansHaveAnAddress(@TempDir Path folder)
            throws Exception {
        String agent =
                "-javaagent:" + folder + "/agent/" + Checkout.here().tracingAgent().getFileName();

        assertThat(started(folder, "")).contains("-jar", folder + "/app.jar").doesNotContain(agent);
        assertThat(started(folder, "http://collector:4318"))
                .contains(
                        agent,
                        "-Dotel.javaagent.configuration-file="
                                + folder
                                + "/agent/"
                                + Checkout.here().tracingSettings().getFileName(),
                        "-Dotel.service.name=ingest-service")
                .endsWith("-jar", folder + "/app.jar");
    }

    @Test
    void startsFromTheCacheOfTheImageButNotBesideAnAgent(@TempDir Path folder) throws Exception {
        Path cache = Files.createFile(folder.resolve("app.aot"));

        assertThat(started(folder, "")).contains("-XX:AOTCache=" + cache);
        assertThat(started(folder, "http://collector:4318"))
                .noneMatch(option -> option.startsWith("-XX:AOTCache"));
    }

    static Set<String> stages() {
        return Deployed.all(Pattern.compile("(?m)^FROM \\S+ AS (\\S+)"), DOCKERFILE);
    }

    /// What the start script would start.
    private static List<String> started(Path folder, String endpoint) throws Exception {
        Path java = folder.resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        var script =
                new ProcessBuilder("sh", Deployed.ROOT.resolve("deploy/docker/start").toString());
        script.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        script.environment()
                .putAll(
                        Map.of(
                                "SERVICE",
                                "ingest-service",
                                "REPLICA_NAME",
                                "ingest-1",
                                "APP_DIR",
                                folder.toString(),
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                endpoint));
        try (var output = script.redirectErrorStream(true).start().inputReader()) {
            return output.lines().toList();
        }
    }
}
