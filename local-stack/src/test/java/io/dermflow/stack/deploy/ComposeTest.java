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
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ComposeTest {

    private static final String FOLDER = "deploy/compose/";
    private static final String S3 = FOLDER + "outside-s3.yml";
    private static final String KAFKA = FOLDER + "outside-kafka.yml";
    private static final String SASL = FOLDER + "kafka-sasl.yml";
    private static final String POSTGRES = FOLDER + "outside-postgres.yml";
    private static final String NETWORK = FOLDER + "outside-network.yml";
    private static final List<String> ALL = List.of(S3, KAFKA, SASL, POSTGRES, NETWORK);

    private static final Compose ALONE = Compose.of(List.of());

    private static final Pattern SUBSTITUTED =
            Pattern.compile("(?<!\\$)\\$\\{([A-Z][A-Z0-9_]*)(?::-([^}]*))?}");
    private static final Pattern NAME = Pattern.compile("(?<!\\$)\\$\\{([A-Z][A-Z0-9_]*)");
    private static final String FIXED_PART = "# ---- set by docker-compose.yml itself";

    static List<Compose> everyWayToLayFilesOver() {
        return List.of(
                ALONE,
                Compose.of(List.of(S3)),
                Compose.of(List.of(KAFKA)),
                Compose.of(List.of(KAFKA, SASL)),
                Compose.of(List.of(POSTGRES)),
                Compose.of(List.of(NETWORK)),
                Compose.of(ALL));
    }

    @ParameterizedTest
    @MethodSource("everyWayToLayFilesOver")
    void keepsToTheComposeSpecification(Compose compose) throws IOException {
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
                                    JsonMapper.shared().writeValueAsString(compose.whole()),
                                    InputFormat.JSON);

            assertThat(checked).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("everyWayToLayFilesOver")
    void aServiceIsGivenOnlyWhatItReads(Compose compose) {
        Compose.own()
                .forEach((name, part) -> {
                    Map<String, Object> service = compose.service(name);

                    assertThat(Deployed.variables(part))
                            .as(name)
                            .containsAll(compose.environment(name).keySet())
                            .containsAll(namesOfSecretFiles(service));
                    assertThat(Yaml.map(service, "build", "args"))
                            .containsEntry("SERVICE", part.module());
                    // Without one, engines that build every stage would fetch PyTorch's CUDA image
                    // too.
                    assertThat(DockerfileTest.stages())
                            .contains(Yaml.map(service, "build").get("target").toString());
                    assertThat(Deployed.ROOT.resolve(part.module()).resolve("pom.xml")).exists();
                });
    }

    /// Also after a file has taken a service out.
    @ParameterizedTest
    @MethodSource("everyWayToLayFilesOver")
    void whatAServiceNamesIsThere(Compose compose) {
        compose.section("services")
                .forEach((name, value) -> {
                    Map<String, Object> service = Yaml.as(value);

                    assertThat(compose.section("services").keySet())
                            .as(name)
                            .containsAll(Yaml.map(service, "depends_on").keySet());
                    assertThat(Compose.networks(service)).as(name).isNotEmpty();
                    assertThat(compose.section("networks").keySet())
                            .containsAll(Compose.networks(service));
                    assertThat(compose.section("secrets").keySet()).containsAll(secrets(service));
                    assertThat(targets(service)).as(name).doesNotHaveDuplicates();
                });
    }

    @Test
    void everyFileToLayOverIsTriedHereAndExplained() {
        String page = Deployed.text("docs/DEPLOY.md");

        assertThat(Deployed.ROOT.resolve(FOLDER))
                .isDirectoryNotContaining(file ->
                        file.toString().endsWith(".yml")
                                && !ALL.contains(Deployed.ROOT.relativize(file).toString()));
        assertThat(ALL).allSatisfy(file -> assertThat(page).contains(file));
    }

    @Test
    void whoReadsAStoreOfYourOwnGetsOutAndOursIsLeftOut() {
        Compose s3 = Compose.of(List.of(S3));
        Compose kafka = Compose.of(List.of(KAFKA));
        Compose postgres = Compose.of(List.of(POSTGRES));

        assertThat(s3.section("services")).doesNotContainKeys("objects", "objects-init");
        assertThat(kafka.section("services")).doesNotContainKey("kafka");
        assertThat(postgres.section("services")).doesNotContainKey("postgres");
        Compose.own()
                .forEach((name, part) -> {
                    String settings = Deployed.settings(part);
                    if (settings.contains("${S3_ENDPOINT")) {
                        assertThat(s3.environment(name))
                                .containsEntry("S3_ENDPOINT", "${S3_ENDPOINT:-}");
                        assertThat(Compose.networks(s3.service(name))).as(name).contains("edge");
                    }
                    if (settings.contains("${KAFKA_BOOTSTRAP_SERVERS")) {
                        assertThat(kafka.environment(name).get("KAFKA_BOOTSTRAP_SERVERS"))
                                .asString()
                                .startsWith("${KAFKA_BOOTSTRAP_SERVERS:?");
                        assertThat(Compose.networks(kafka.service(name))).as(name).contains("edge");
                    }
                    if (settings.contains("jdbc:postgresql:")) {
                        assertThat(Compose.networks(postgres.service(name)))
                                .as(name)
                                .contains("edge");
                    }
                    assertThat(Compose.networks(Compose.of(List.of(NETWORK)).service(name)))
                            .contains("inside", "edge");
                });
    }

    @Test
    void whoReadsKafkaShowsItTheNameThatTheTableHas() {
        Compose compose = Compose.of(List.of(KAFKA, SASL));
        String table = Deployed.text("deploy/kafka/access.tsv");

        assertThat(compose.section("services")).doesNotContainKey("kafka-ui");
        Compose.own()
                .forEach((name, part) -> {
                    Map<String, Object> environment = compose.environment(name);
                    if (Deployed.settings(part).contains("${KAFKA_BOOTSTRAP_SERVERS")) {
                        assertThat(environment)
                                .containsEntry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
                                .containsEntry("KAFKA_SASL_USERNAME", part.shortName());
                        assertThat(table).contains("\n" + part.shortName() + "\ttopic\t");
                        assertThat(secrets(compose.service(name)))
                                .contains("kafka-" + part.shortName(), "kafka-ca");
                        assertThat(targets(compose.service(name)))
                                .contains(
                                        text(environment, "KAFKA_SASL_PASSWORD_FILE"),
                                        text(environment, "KAFKA_CA_FILE"));
                    } else {
                        assertThat(environment).doesNotContainKey("KAFKA_SECURITY_PROTOCOL");
                    }
                });
    }

    @Test
    void byItselfOnlyTheGatewayAndTheBridgeReachTheWorld() {
        assertThat(
                        ALONE.services(service ->
                                Compose.networks(service).contains("edge")
                                        && !service.containsKey("profiles")))
                .containsExactlyInAnyOrder("gateway", "llm");
        assertThat(Yaml.map(ALONE.whole(), "networks", "inside")).containsEntry("internal", true);
    }

    @ParameterizedTest
    @MethodSource("everyWayToLayFilesOver")
    void noSecretStandsInAnEnvironment(Compose compose) {
        compose.section("services")
                .keySet()
                .forEach(name ->
                        assertThat(compose.environment(name).keySet())
                                .as(name)
                                .noneMatch(variable ->
                                        variable.matches(".*(KEY|TOKEN|PASSWORD|SECRET)")));
    }

    @Test
    void allWorkersAreOnOneMachine() {
        assertThat(ALONE.environment("vision").get("NODE_NAME"))
                .asString()
                .matches("\\$\\{NODE_NAME:-.+}");
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
            if (mount instanceof Map<?, ?>) {
                assertThat(Yaml.as(mount)).containsEntry("read_only", true);
            } else {
                assertThat(ALONE.section("volumes"))
                        .containsKey(mount.toString().substring(0, mount.toString().indexOf(':')));
            }
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
        ALONE.section("services")
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
        Map<String, String> shown = example(Deployed.text(".env.example"));
        Map<String, String> different = new TreeMap<>();
        Set<String> missing = new TreeSet<>();
        Matcher substituted = SUBSTITUTED.matcher(Deployed.text(Compose.MAIN));
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

    /// What the example has above its last part reaches, in containers, each service that reads it.
    @Test
    void whatTheExampleOffersReachesWhoReadsIt() {
        Set<String> offered = example(parts()[0]).keySet();
        Map<String, Set<String>> lost = new TreeMap<>();
        Compose.own()
                .forEach((name, part) -> {
                    Map<String, Object> environment = ALONE.environment(name);
                    for (String variable : Deployed.named(part)) {
                        if (offered.contains(variable)
                                && !text(environment, variable).contains("${" + variable)) {
                            lost.computeIfAbsent(name, _ -> new TreeSet<>()).add(variable);
                        }
                    }
                });

        assertThat(lost).isEmpty();
        assertThat(Deployed.all(NAME, Deployed.text(Compose.MAIN)))
                .containsExactlyInAnyOrderElementsOf(offered);
    }

    /// And what stands in that part is never taken from there, unless a file laid over takes it.
    @Test
    void whatTheExampleCallsFixedIsFixed() {
        Set<String> fixed = example(parts()[1]).keySet();

        assertThat(fixed).isNotEmpty();
        assertThat(Deployed.all(NAME, Deployed.text(Compose.MAIN)))
                .doesNotContainAnyElementsOf(fixed);
        for (String file : ALL) {
            assertThat(example(Deployed.text(".env.example")).keySet())
                    .containsAll(Deployed.all(NAME, Deployed.text(file)));
        }
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
        Set<String> yours = Set.of("llm-2-api-key", "llm-3-api-key", "hf-token");
        Set<String> named = new TreeSet<>();
        ALONE.section("secrets")
                .values()
                .forEach(secret ->
                        named.add(
                                Path.of(Yaml.as(secret).get("file").toString())
                                        .getFileName()
                                        .toString()));
        assertThat(named).containsAll(yours);
        for (String name : named) {
            assertThat(folder.resolve(name)).exists();
            assertThat(Files.size(folder.resolve(name)) == 0)
                    .as(name)
                    .isEqualTo(yours.contains(name));
            // Its owner writes another over it; the service, another user, reads it.
            assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
                    .contains(PosixFilePermission.OWNER_WRITE, PosixFilePermission.OTHERS_READ);
        }
        assertThat(Files.getPosixFilePermissions(folder))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
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
        ALONE.section("services")
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
                        .filter(String.class::isInstance)
                        .map(mount -> mount.toString().split(":")[1])
                        .anyMatch(target -> (path + "/").startsWith(target + "/"));
    }

    /// Secrets whose target is a bare name lie in the folder that Spring reads as variables.
    private static Set<String> namesOfSecretFiles(Map<String, Object> service) {
        return targets(service).stream()
                .filter(target -> !target.startsWith("/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Where a service finds its secrets.
    private static List<String> targets(Map<String, Object> service) {
        return secretForms(service).stream()
                .map(form -> form.getOrDefault("target", form.get("source")).toString())
                .toList();
    }

    private static Set<String> secrets(Map<String, Object> service) {
        return secretForms(service).stream()
                .map(form -> form.get("source").toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Each secret in its long form.
    private static List<Map<String, Object>> secretForms(Map<String, Object> service) {
        List<Map<String, Object>> forms = new ArrayList<>();
        for (Object secret : (List<?>) service.getOrDefault("secrets", List.of())) {
            forms.add(secret instanceof Map<?, ?> ? Yaml.as(secret) : Map.of("source", secret));
        }
        return forms;
    }

    private static String text(Map<String, Object> environment, String variable) {
        return Objects.requireNonNullElse(environment.get(variable), "").toString();
    }

    /// The example above the part that compose fixes, and that part.
    private static String[] parts() {
        String[] parts = Deployed.text(".env.example").split(FIXED_PART, 2);
        assertThat(parts).hasSize(2);
        return parts;
    }

    private static Map<String, String> example(String text) {
        Map<String, String> shown = new TreeMap<>();
        text.lines()
                .filter(line -> line.matches("[A-Z][A-Z0-9_]*=.*"))
                .forEach(line -> shown.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        return shown;
    }

    private static String kafkaVersion() {
        return org.apache.kafka.common.utils.AppInfoParser.getVersion();
    }

    private static Map<String, Object> service(String name) {
        return ALONE.service(name);
    }
}
