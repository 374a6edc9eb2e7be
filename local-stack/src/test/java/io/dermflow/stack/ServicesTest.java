package io.dermflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.part.PartState;
import io.dermflow.stack.part.PartStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How services are started from their jars; the services themselves are stand-ins.
class ServicesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Set<Part> ALL_BUT_REPORT_AND_GATEWAY =
            Set.of(Part.KAFKA, Part.POSTGRES, Part.OBJECTS, Part.LLM, Part.VISION, Part.INGEST);

    @TempDir Path directory;
    private LocalStack stack;

    @BeforeEach
    void start() throws Exception {
        Checkout checkout = new Checkout(directory.resolve("checkout"));
        for (Part part : Set.of(Part.REPORT, Part.GATEWAY)) {
            Path target = checkout.root().resolve(part.module()).resolve("target");
            FakeService.writeJar(target.resolve(part.module() + "-0.1.0-exec.jar"));
        }
        var data = new DataDirectory(directory.resolve("data"));
        stack =
                LocalStack.start(
                        new StackOptions(
                                checkout,
                                data,
                                OptionalInt.of(0),
                                ALL_BUT_REPORT_AND_GATEWAY,
                                Map.of(Part.REPORT, Map.of("TIME_FACTOR", "0.1"))));
        stack.awaitHealthy(LIMIT);
    }

    @AfterEach
    void stop() throws Exception {
        stack.close();
    }

    @Test
    void givesEachServiceItsAddressesAndSecrets() throws Exception {
        int kafka = stack.address(Part.KAFKA).getPort();
        int report = stack.address(Part.REPORT).getPort();

        assertThat(told(Part.GATEWAY, "REPORT_URL")).isEqualTo("http://127.0.0.1:" + report);
        assertThat(told(Part.REPORT, "KAFKA_BOOTSTRAP_SERVERS")).isEqualTo("127.0.0.1:" + kafka);
        assertThat(told(Part.REPORT, "DATABASE_URL"))
                .matches("postgres://report:[0-9a-f]{48}@127.0.0.1:[0-9]+/dermflow");
        assertThat(told(Part.GATEWAY, "DATABASE_URL")).isEmpty();
        assertThat(told(Part.GATEWAY, "DERMFLOW_EDGE_METRICSPORT"))
                .isEqualTo("" + stack.metricsAddress(Part.GATEWAY).getPort());
        assertThat(told(Part.REPORT, "SERVICE_CLIENT_ID")).isEqualTo("report");
        assertThat(Path.of(told(Part.REPORT, "SERVICE_CLIENT_SECRET_FILE"))).isNotEmptyFile();
        assertThat(told(Part.REPORT, "TIME_FACTOR")).isEqualTo("0.1");
    }

    @Test
    void leavesTheEnvironmentOfAServiceThatRunsElsewhere() {
        Path file = stack.dataDirectory().environmentFile(Part.VISION);

        assertThat(file)
                .content()
                .contains("PORT=" + stack.address(Part.VISION).getPort())
                .contains("S3_SECRET_KEY=");
    }

    @Test
    void givesNewVariablesFromTheNextStartOn() throws Exception {
        stack.environment(Part.GATEWAY, Map.of("LOG_LEVEL", "DEBUG"));

        stack.restart(Part.GATEWAY);
        stack.awaitHealthy(LIMIT);

        assertThat(told(Part.GATEWAY, "LOG_LEVEL")).isEqualTo("DEBUG");
    }

    @Test
    void namesTheJarInTheCommandLine() throws Exception {
        String commandLine = Files.readString(Path.of("/proc/" + pid(Part.REPORT) + "/cmdline"));

        assertThat(commandLine)
                .containsPattern(
                        Pattern.quote("-jar\0" + directory.resolve("checkout"))
                                + "[^\0]*/report-service[^/\0]*\\.jar\0")
                .as("the jar within jars that was built")
                .doesNotContain("/target/");
    }

    @Test
    void restartsAKilledServiceAtTheSameAddress() throws Exception {
        long before = pid(Part.REPORT);

        stack.kill(Part.REPORT);
        stack.awaitHealthy(LIMIT);

        assertThat(pid(Part.REPORT)).isNotEqualTo(before);
        assertThat(told(Part.REPORT, "SERVICE_CLIENT_ID")).isEqualTo("report");
    }

    @Test
    void leavesAStoppedServiceOutOfTheQuestionWhetherAllIsHealthy() throws Exception {
        stack.stop(Part.REPORT);

        stack.awaitHealthy(LIMIT);

        assertThat(status(Part.REPORT).state()).isEqualTo(PartState.STOPPED);
    }

    @Test
    void saysWhichJarIsMissing() {
        var options =
                new StackOptions(
                        new Checkout(directory.resolve("checkout")),
                        new DataDirectory(directory.resolve("other")),
                        OptionalInt.of(0),
                        Set.of(Part.KAFKA, Part.POSTGRES, Part.OBJECTS),
                        Map.of());

        assertThatThrownBy(() -> LocalStack.start(options))
                .isInstanceOf(MissingJar.class)
                .hasMessageContaining("llm-bridge/target");
    }

    private String told(Part part, String variable) throws Exception {
        URI address =
                URI.create(
                        "http://127.0.0.1:"
                                + stack.address(part).getPort()
                                + "/environment/"
                                + variable);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private long pid(Part part) {
        return status(part).pid().orElseThrow();
    }

    private PartStatus status(Part part) {
        return stack.status().stream()
                .filter(status -> status.part() == part)
                .findFirst()
                .orElseThrow();
    }
}
