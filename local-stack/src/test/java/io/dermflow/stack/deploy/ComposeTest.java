package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ComposeTest {

    private static final Map<String, Object> COMPOSE =
            Yaml.map(Deployed.text("docker-compose.yml"));
    private static final Pattern SUBSTITUTED =
            Pattern.compile("(?<!\\$)\\$\\{([A-Z][A-Z0-9_]*)(?::-([^}]*))?}");

    @Test
    void keepsToTheComposeSpecification() throws IOException {
        try (InputStream published =
                Objects.requireNonNull(
                        ComposeTest.class.getResourceAsStream("/deploy/compose-spec.json"))) {
            var schema = (ObjectNode) JsonMapper.shared().readTree(published);
            // Not an absolute address, which the validator wants.
            schema.remove("$id");
            var checked =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(schema)
                            .validate(
                                    JsonMapper.shared().writeValueAsString(COMPOSE),
                                    InputFormat.JSON);

            assertThat(checked).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"GATEWAY", "INGEST", "VISION", "LLM", "REPORT"})
    void aServiceIsGivenOnlyWhatItReads(Part part) {
        Map<String, Object> service = service(part.shortName());

        assertThat(Deployed.variables(part))
                .containsAll(Yaml.map(service, "environment").keySet())
                .containsAll(namesOfSecretFiles(service));
        assertThat(Yaml.map(service, "build", "args")).containsEntry("SERVICE", part.module());
        // Without one, engines that build every stage would fetch PyTorch's CUDA image too.
        assertThat(DockerfileTest.stages())
                .contains(Yaml.map(service, "build").get("target").toString());
        assertThat(Deployed.ROOT.resolve(part.module()).resolve("pom.xml")).exists();
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"INGEST", "VISION", "LLM", "REPORT"})
    void theAddressesAreThoseOfTheServices(Part part) {
        String variable = part == Part.LLM ? "LLM_BRIDGE_URL" : part.name() + "_URL";

        assertThat(Yaml.map(service("gateway"), "environment"))
                .containsEntry(variable, "http://" + part.shortName() + ":" + Deployed.port(part));
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"GATEWAY", "INGEST", "VISION", "LLM", "REPORT"})
    void aServiceWritesToNamedVolumesOnlyAndHasALimit(Part part) {
        Map<String, Object> service = service(part.shortName());

        assertThat(service).containsEntry("read_only", true).containsEntry("user", "10001:10001");
        assertThat(service).containsKey("mem_limit").containsKey("stop_grace_period");
        assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
        for (Object mount : (List<?>) service.getOrDefault("volumes", List.of())) {
            assertThat(Yaml.map(COMPOSE, "volumes"))
                    .containsKey(mount.toString().substring(0, mount.toString().indexOf(':')));
        }
        for (String path : List.of("SPOOL_DIR", "TOKEN_KEYS_DIR", "DJL_CACHE_DIR")) {
            Object value = Yaml.map(service, "environment").get(path);
            assertThat(value == null || isMounted(service, value.toString())).as(path).isTrue();
        }
    }

    @Test
    void theWorkerHas4AndTheBridge2Gigabytes() {
        assertThat(service("vision")).containsEntry("mem_limit", "4g");
        assertThat(service("llm")).containsEntry("mem_limit", "2g");
    }

    @Test
    void onlyTheGatewayIsPublishedAndOnLoopbackUnlessAskedOtherwise() {
        Map<String, List<?>> published = new TreeMap<>();
        Yaml.map(COMPOSE, "services")
                .forEach((name, service) -> {
                    Object ports = Yaml.as(service).get("ports");
                    if (ports != null && !Yaml.as(service).containsKey("profiles")) {
                        published.put(name, (List<?>) ports);
                    }
                });

        assertThat(published).containsOnlyKeys("gateway");
        assertThat(published.get("gateway"))
                .allMatch(port -> port.toString().startsWith("${GATEWAY_BIND:-127.0.0.1}:"));
    }

    @Test
    void theExampleShowsEveryVariableWithTheDefaultComposeHas() {
        Map<String, String> shown = example();
        Map<String, String> different = new TreeMap<>();
        Set<String> missing = new TreeSet<>();
        Matcher substituted = SUBSTITUTED.matcher(Deployed.text("docker-compose.yml"));
        while (substituted.find()) {
            String name = substituted.group(1);
            String own = Objects.requireNonNullElse(substituted.group(2), "");
            String example = shown.get(name);
            if (example == null) {
                missing.add(name);
            } else if (!example.isEmpty() && !example.equals(own)) {
                different.put(name, example + " or " + own);
            }
        }

        assertThat(missing).isEmpty();
        assertThat(different).isEmpty();
    }

    @Test
    void kafkaIsOfTheVersionOfOurClients() {
        assertThat(service("kafka")).containsEntry("image", "apache/kafka:" + kafkaVersion());
    }

    @Test
    void everySecretIsMadeByTheScript(@TempDir Path folder) throws Exception {
        Path script = Deployed.ROOT.resolve("deploy/compose/secrets.sh");
        int status =
                new ProcessBuilder("bash", script.toString(), folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start()
                        .waitFor();

        assertThat(status).isZero();
        Set<String> named = new TreeSet<>();
        Yaml.map(COMPOSE, "secrets")
                .values()
                .forEach(secret ->
                        named.add(
                                Path.of(Yaml.as(secret).get("file").toString())
                                        .getFileName()
                                        .toString()));
        for (String name : named) {
            assertThat(folder.resolve(name)).isNotEmptyFile();
        }
        Map<String, String> contents = new HashMap<>();
        for (String role : List.of("ingest", "report", "llm")) {
            contents.put(
                    Files.readString(folder.resolve("database-url-" + role)),
                    "postgres://"
                            + role
                            + ":"
                            + Files.readString(folder.resolve("postgres-" + role))
                            + "@postgres:5432/dermflow");
        }
        assertThat(contents).allSatisfy((url, wanted) -> assertThat(url).isEqualTo(wanted));
    }

    @Test
    void everyMountedFileOfTheCheckoutExists() {
        Yaml.map(COMPOSE, "services")
                .forEach((name, service) -> {
                    for (Object mount :
                            (List<?>) Yaml.as(service).getOrDefault("volumes", List.of())) {
                        String source = mount.toString().split(":")[0];
                        if (source.startsWith("./")) {
                            assertThat(Deployed.ROOT.resolve(source)).as(name).exists();
                        }
                    }
                });
    }

    private static boolean isMounted(Map<String, Object> service, String path) {
        return ((List<?>) service.getOrDefault("volumes", List.of()))
                .stream()
                        .map(mount -> mount.toString().split(":")[1])
                        .anyMatch(target -> (path + "/").startsWith(target + "/"));
    }

    /// Secrets whose target is a bare name lie in the folder that Spring reads as variables.
    private static Set<String> namesOfSecretFiles(Map<String, Object> service) {
        Set<String> names = new TreeSet<>();
        for (Map<String, Object> secret : Yaml.maps(service, "secrets")) {
            String target = secret.get("target").toString();
            if (!target.startsWith("/")) {
                names.add(target);
            }
        }
        return names;
    }

    private static Map<String, String> example() {
        Map<String, String> shown = new TreeMap<>();
        Deployed.text(".env.example")
                .lines()
                .filter(line -> line.matches("[A-Z][A-Z0-9_]*=.*"))
                .forEach(line -> shown.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        return shown;
    }

    private static String kafkaVersion() {
        return org.apache.kafka.common.utils.AppInfoParser.getVersion();
    }

    private static Map<String, Object> service(String name) {
        return Yaml.map(COMPOSE, "services", name);
    }
}
