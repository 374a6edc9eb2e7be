package io.dermflow.stack.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.stack.FakeService;
import io.dermflow.stack.LocalStack;
import io.dermflow.stack.StackOptions;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.part.PartStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a running stack does for its commands; two instances of one service, which are stand-ins.
class ControlServerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir private static Path directory;
    private static Path jar;
    private static LocalStack stack;

    @BeforeAll
    static void start() throws Exception {
        var checkout = new Checkout(directory.resolve("checkout"));
        String module = Part.REPORT.module();
        jar = checkout.root().resolve(module).resolve("target/" + module + "-0.1.0-exec.jar");
        FakeService.writeJar(jar);
        stack =
                LocalStack.start(
                        new StackOptions(
                                        checkout,
                                        new DataDirectory(directory.resolve("data")),
                                        OptionalInt.of(0),
                                        EnumSet.complementOf(EnumSet.of(Part.REPORT)),
                                        Map.of())
                                .instances(2));
        stack.awaitHealthy(LIMIT);
    }

    @AfterAll
    static void stop() throws IOException {
        stack.close();
    }

    @Test
    void aReplacedServiceHasNewProcesses() throws Exception {
        try (var _ = ControlServer.open(stack, () -> {}, LIMIT)) {
            List<Long> before = pids();

            boolean replaced = client().replace(Part.REPORT);

            assertThat(replaced).isTrue();
            assertThat(pids()).hasSize(2).doesNotContainAnyElementsOf(before);
            stack.awaitHealthy(Duration.ZERO);
        }
    }

    @Test
    void theSecondGoesOnWhereTheNewFirstDoesNotBecomeHealthyUntilItDoes() throws Exception {
        try (var _ = ControlServer.open(stack, () -> {}, Duration.ofSeconds(1))) {
            long second = pids().getLast();
            Files.delete(jar);

            boolean replaced = client().replace(Part.REPORT);

            assertThat(replaced).isFalse();
            assertThat(pids()).containsExactly(second);
            FakeService.writeJar(jar);
            stack.awaitHealthy(LIMIT);
            assertThat(pids()).hasSize(2).endsWith(second);
        }
    }

    @Test
    void aPartThatWasLeftOutIsUnknown() throws Exception {
        try (var _ = ControlServer.open(stack, () -> {})) {
            ControlClient client = client();

            assertThatThrownBy(() -> client.act(Part.VISION, "kill"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("404");
        }
    }

    @Test
    void whoHasNotTheTokenIsRefused() throws Exception {
        var status = URI.create("http://127.0.0.1:" + stack.controlAddress().getPort() + "/status");
        try (var _ = ControlServer.open(stack, () -> {});
                var http = HttpClient.newHttpClient()) {
            for (String token : List.of("Bearer", "Bearer 00")) {
                var request = HttpRequest.newBuilder(status).header("Authorization", token).build();

                assertThat(http.send(request, BodyHandlers.ofString()).statusCode())
                        .as(token)
                        .isEqualTo(401);
            }
        }
    }

    /// Else a command that asks twice could send its second question over a connection that is
    /// being closed: the server keeps 200 that idle, and whoever waits for a start leaves many.
    @Test
    void closesTheConnectionAfterItsAnswer() throws Exception {
        try (var _ = ControlServer.open(stack, () -> {});
                var socket =
                        new Socket(
                                InetAddress.getLoopbackAddress(),
                                stack.controlAddress().getPort())) {
            socket.setSoTimeout((int) LIMIT.toMillis() / 3);
            String token = ControlFile.read(stack.dataDirectory()).orElseThrow().token();

            String question = "GET /status HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n";
            socket.getOutputStream()
                    .write(question.formatted(token).getBytes(StandardCharsets.US_ASCII));
            byte[] untilItsEnd = socket.getInputStream().readAllBytes();

            assertThat(new String(untilItsEnd, StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("supervisor_pid");
        }
    }

    private static ControlClient client() throws Exception {
        return ControlClient.find(stack.dataDirectory()).orElseThrow();
    }

    private static List<Long> pids() {
        return stack.status().stream()
                .map(PartStatus::pid)
                .flatMap(pid -> pid.stream().boxed())
                .toList();
    }
}
