package io.dermflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Two instances behind one name: ingest has both, of report the first is dead, of vision both are.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "dermflow.upstream.vision=http://127.0.0.1:2,http://127.0.0.1:3")
@Import(TestTokens.class)
@Timeout(30)
class SeveralInstancesTest {

    private static final Upstream FIRST = new Upstream();
    private static final Upstream SECOND = new Upstream();
    private static final String CAPTURE = "/api/v1/captures/0190a000-0000-7000-8000-000000000001";
    private static final int MIB = 1024 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("dermflow.upstream.ingest", () -> FIRST.address() + "," + SECOND.address());
        registry.add("dermflow.upstream.report", () -> "http://127.0.0.1:1," + SECOND.address());
    }

    @AfterAll
    static void stop() {
        FIRST.close();
        SECOND.close();
    }

    @Test
    void instancesTakeTurns() throws Exception {
        FIRST.on(CAPTURE, exchange -> answer(exchange, 200, "first"));
        SECOND.on(CAPTURE, exchange -> answer(exchange, 200, "second"));

        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(send(get(CAPTURE)).body());
        }

        assertThat(answers).containsExactlyInAnyOrder("first", "first", "second", "second");
    }

    @Test
    void aDeadInstanceIsSkippedByEveryRequest() throws Exception {
        SECOND.on(CAPTURE + "/results", exchange -> answer(exchange, 200, "alive"));

        for (int i = 0; i < 10; i++) {
            var response = send(get(CAPTURE + "/results"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("alive");
        }
    }

    @Test
    void anUploadArrivesWholeWhicheverInstanceIsDead() throws Exception {
        var received = new AtomicInteger();
        SECOND.on(
                CAPTURE + "/report",
                exchange -> {
                    received.addAndGet(exchange.getRequestBody().readAllBytes().length);
                    answer(exchange, 200, "{}");
                });

        for (int i = 0; i < 4; i++) {
            var request = get(CAPTURE + "/report").PUT(BodyPublishers.ofByteArray(new byte[MIB]));
            assertThat(send(request).statusCode()).isEqualTo(200);
        }

        assertThat(received).hasValue(4 * MIB);
    }

    /// As one does that is killed between two requests on a connection that is kept.
    @Test
    void aReadThatBreaksOffBeforeItsAnswerGoesToAnotherInstance() throws Exception {
        FIRST.on(CAPTURE + "/status", HttpExchange::close);
        SECOND.on(CAPTURE + "/status", exchange -> answer(exchange, 200, "alive"));

        for (int i = 0; i < 4; i++) {
            assertThat(send(get(CAPTURE + "/status")).body()).isEqualTo("alive");
        }
    }

    @Test
    void anUploadThatBreaksOffIsNotSentTwice() throws Exception {
        var asked = new AtomicInteger();
        Upstream.Answer breakOff =
                exchange -> {
                    asked.incrementAndGet();
                    exchange.getRequestBody().readNBytes(1);
                    exchange.close();
                };
        FIRST.on("/api/v1/me/consents", breakOff);
        SECOND.on("/api/v1/me/consents", breakOff);

        var response =
                send(get("/api/v1/me/consents").PUT(BodyPublishers.ofByteArray(new byte[MIB])));

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(asked).hasValue(1);
    }

    @Test
    void allInstancesDeadIsAServiceThatIsAway() throws Exception {
        var response = send(get("/api/v1/models"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("service_unavailable");
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TestTokens.user("user"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
