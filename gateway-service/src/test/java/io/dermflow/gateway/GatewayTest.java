package io.dermflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "dermflow.upstream.ml-timeout=1.0",
            "dermflow.upstream.stream-idle=1s",
            "dermflow.upstream.report=http://127.0.0.1:1",
            "dermflow.upstream.vision=http://127.0.0.1:1",
            "dermflow.upstream.llm-bridge=http://127.0.0.1:1",
            "dermflow.limit.reads-per-second=30"
        })
@Import(TestTokens.class)
@Timeout(30)
class GatewayTest {

    private static final Upstream INGEST = new Upstream();
    private static final String CAPTURE = "/api/v1/captures/0190a000-0000-7000-8000-000000000001";
    private static final int MIB = 1024 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort private int port;

    @Autowired
    @Qualifier("eventStreams")
    private SmartLifecycle eventStreams;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("dermflow.upstream.ingest", INGEST::address);
    }

    @AfterAll
    static void stop() {
        INGEST.close();
    }

    @Test
    void passesAnAnswerThrough() throws Exception {
        INGEST.on(CAPTURE, exchange -> answer(exchange, 200, "{\"state\":\"queued\"}"));

        var response = send(get(CAPTURE));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"state\":\"queued\"}");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void namesTheTraceOnceThoughTheServiceNamesItToo() throws Exception {
        INGEST.on(
                CAPTURE,
                exchange -> {
                    exchange.getResponseHeaders().set("X-Trace-Id", "the service's");
                    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
                    answer(exchange, 200, "{}");
                });

        var headers = send(get(CAPTURE)).headers();

        assertThat(headers.allValues("X-Trace-Id")).hasSize(1).doesNotContain("the service's");
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer expired.or.broken", "Bearer ", "Bearer two words"})
    void letsATokenThatIsNoLongerGoodThroughOpenDoorsAndNoOthers(String token) throws Exception {
        INGEST.on("/api/v1/auth/refresh", exchange -> answer(exchange, 200, "{}"));
        var refresh =
                HttpRequest.newBuilder(at("/api/v1/auth/refresh"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"));
        var health = HttpRequest.newBuilder(at("/health"));
        var capture = HttpRequest.newBuilder(at(CAPTURE));

        assertThat(send(refresh.header("Authorization", token)).statusCode()).isEqualTo(200);
        assertThat(send(health.header("Authorization", token)).statusCode()).isEqualTo(200);
        assertThat(send(capture.header("Authorization", token)).statusCode()).isEqualTo(401);
    }

    @Test
    void asksForATokenBeforeAnyServiceHears() throws Exception {
        var response = send(HttpRequest.newBuilder(at(CAPTURE)));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("\"code\":\"unauthorized\"");
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/captures/%00 HTTP/1.1",
                "GET /api/v1/[x] HTTP/1.1",
                "no HTTP at all"
            })
    void saysAsAProblemWhatItsServerRefusesBeforeItIsAnyonesRequest(String line) throws Exception {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            (line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));

            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json")
                    .contains("\"code\":\"invalid_request\"", "\"detail\":")
                    .doesNotContain("<html");
        }
    }

    @Test
    void saysAsAProblemThatAForeignPageMayNotAsk() throws Exception {
        var response = send(get(CAPTURE).header("Origin", "http://elsewhere.example"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"origin_not_allowed\"", "\"detail\":");
    }

    @Test
    void leadsNowhereInside() throws Exception {
        assertThat(send(get("/internal/ends")).statusCode()).isEqualTo(403);
        assertThat(send(get("/actuator/prometheus")).statusCode()).isEqualTo(403);
        assertThat(send(get("/no/such/path")).statusCode()).isEqualTo(404);
    }

    @Test
    void leadsToTheAssistantAndLetsEverybodyAskWhetherItLives() throws Exception {
        assertThat(send(HttpRequest.newBuilder(at("/api/v1/agent/health"))).statusCode())
                .isEqualTo(503);
        assertThat(send(HttpRequest.newBuilder(at("/api/v1/agent/sessions"))).statusCode())
                .isEqualTo(401);
        assertThat(send(get("/api/v1/agent/sessions")).body()).contains("llm service is away");
    }

    @Test
    void saysThatAServiceIsAbsent() throws Exception {
        var response = send(get(CAPTURE + "/results"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("service_unavailable");
        assertThat(response.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void saysThatAServiceIsSilent() throws Exception {
        var release = new CountDownLatch(1);
        INGEST.on(CAPTURE + "/status", exchange -> release.await());

        var response = send(get(CAPTURE + "/status"));
        release.countDown();

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("service_timeout");
    }

    @Test
    void streamsAnUploadWhileItComesIn() throws Exception {
        var firstByte = new CountDownLatch(1);
        var total = new CompletableFuture<Integer>();
        INGEST.on(
                "/api/v1/captures",
                exchange -> {
                    InputStream body = exchange.getRequestBody();
                    body.read();
                    firstByte.countDown();
                    total.complete(1 + body.readAllBytes().length);
                    answer(exchange, 202, "{}");
                });
        var pipe = new PipedOutputStream();
        var body = new PipedInputStream(pipe, MIB);
        var response =
                http.sendAsync(
                        post("/api/v1/captures")
                                .POST(BodyPublishers.ofInputStream(() -> body))
                                .build(),
                        BodyHandlers.ofString());

        pipe.write(new byte[64 * 1024]);
        pipe.flush();
        boolean arrivedEarly = firstByte.await(10, TimeUnit.SECONDS);
        pipe.write(new byte[MIB]);
        pipe.close();

        assertThat(arrivedEarly).isTrue();
        assertThat(response.get().statusCode()).isEqualTo(202);
        assertThat(total.get()).isEqualTo(MIB + 64 * 1024);
    }

    @Test
    void passesOnARefusalThatComesBeforeTheUploadIsRead() throws Exception {
        INGEST.on(
                "/api/v1/captures",
                exchange -> {
                    exchange.getRequestBody().read();
                    answer(exchange, 415, "{\"code\":\"unsupported_format_heic\"}");
                    exchange.getResponseBody().flush();
                    exchange.getRequestBody().readAllBytes(); // as Tomcat does
                });

        var response =
                send(post("/api/v1/captures").POST(BodyPublishers.ofByteArray(new byte[20 * MIB])));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("unsupported_format_heic");
    }

    @Test
    void meetsAnExpectationItself() throws Exception {
        var expected = new CompletableFuture<Boolean>();
        INGEST.on(
                "/api/v1/captures",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    expected.complete(exchange.getRequestHeaders().containsKey("Expect"));
                    answer(exchange, 202, "{}");
                });

        var response =
                send(
                        post("/api/v1/captures")
                                .expectContinue(true)
                                .POST(BodyPublishers.ofByteArray(new byte[MIB])));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(expected.get()).isFalse();
    }

    @Test
    void refusesABodyThatDeclaresTooMuch() throws Exception {
        var request =
                post("/api/v1/me/consents").PUT(BodyPublishers.ofByteArray(new byte[11 * MIB]));

        var response = send(request);

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("payload_too_large");
    }

    @Test
    void documentsItsDoorsForPeopleAndPrograms() throws Exception {
        var page = send(HttpRequest.newBuilder(at("/api-docs")).header("Accept", "text/html"));
        var document =
                send(HttpRequest.newBuilder(at("/api-docs")).header("Accept", "application/json"));

        assertThat(page.body()).contains("<code>/api/v1/captures/{id}/events</code>");
        assertThat(document.body()).contains("\"openapi\": \"3.1.0\"");
    }

    @Test
    void refusesAFormThatIsNoneWithACode() throws Exception {
        var request =
                get("/api/v1/captures")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofByteArray(
                                        new byte[] {'%', '%', (byte) 0xFF, '=', 0}));
        INGEST.on(
                "/api/v1/captures",
                exchange -> answer(exchange, 415, "{\"code\":\"unsupported_media_type\"}"));

        var response = send(request);

        assertThat(response.statusCode()).isBetween(400, 499);
        assertThat(response.body()).contains("\"code\":");
    }

    @Test
    void refusesABodyThatGrowsTooLarge() throws Exception {
        INGEST.on(
                "/api/v1/me/consents",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    answer(exchange, 200, "{}");
                });
        var endless = new byte[11 * MIB];
        var request =
                post("/api/v1/me/consents")
                        .PUT(
                                BodyPublishers.ofInputStream(
                                        () -> new java.io.ByteArrayInputStream(endless)));

        var response = send(request);

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void passesEventsOneByOne() throws Exception {
        var goOn = new CountDownLatch(1);
        INGEST.on(
                CAPTURE + "/events",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody()
                            .write("id: 1\ndata: a\n\n".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    goOn.await();
                    exchange.getResponseBody()
                            .write("id: 2\ndata: b\n\n".getBytes(StandardCharsets.UTF_8));
                });

        var response = http.send(get(CAPTURE + "/events").build(), BodyHandlers.ofInputStream());
        String first = new String(response.body().readNBytes(15), StandardCharsets.UTF_8);
        goOn.countDown();
        String rest = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(first).isEqualTo("id: 1\ndata: a\n\n");
        assertThat(rest).isEqualTo("id: 2\ndata: b\n\n");
    }

    @Test
    void saysInTheStreamThatTheServiceBrokeItOff() throws Exception {
        INGEST.on(
                CAPTURE + "/events",
                exchange -> {
                    sendFirst(exchange, "id: 1\ndata: a\n\n");
                    throw new IOException("killed");
                });

        assertThat(send(get(CAPTURE + "/events")).body())
                .startsWith("id: 1\ndata: a\n\nretry: 2000\nevent: error\ndata: {")
                .contains("\"status\":502,\"code\":\"bad_gateway\"", "\"retry_after\":2")
                .endsWith("}\n\n");
    }

    @Test
    void saysInTheStreamThatTheServiceFellSilent() throws Exception {
        var release = new CountDownLatch(1);
        INGEST.on(
                CAPTURE + "/events",
                exchange -> {
                    sendFirst(exchange, "id: 1\ndata: a\n\n");
                    release.await();
                });

        String events = send(get(CAPTURE + "/events")).body();
        release.countDown();

        assertThat(events)
                .startsWith("id: 1\ndata: a\n\nretry: 2000\nevent: error\n")
                .contains("\"status\":504,\"code\":\"service_timeout\"");
    }

    /// Half an event would take the last one in.
    @Test
    void breaksOffWithoutAWordInTheMiddleOfAnEvent() {
        INGEST.on(
                CAPTURE + "/events",
                exchange -> {
                    sendFirst(exchange, "id: 1\ndata: a\n");
                    throw new IOException("killed");
                });

        assertThatThrownBy(() -> send(get(CAPTURE + "/events"))).isInstanceOf(IOException.class);
    }

    @Test
    void saysInTheStreamThatItStops() throws Exception {
        var release = new CountDownLatch(1);
        INGEST.on(
                CAPTURE + "/events",
                exchange -> {
                    sendFirst(exchange, "id: 1\ndata: a\n\n");
                    while (!release.await(20, TimeUnit.MILLISECONDS)) {
                        sendNext(exchange, ": \n\n");
                    }
                });
        var open = http.send(get(CAPTURE + "/events").build(), BodyHandlers.ofInputStream());
        assertThat(open.body().read()).isEqualTo('i');

        eventStreams.stop();
        try {
            assertThat(new String(open.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("retry: 2000\nevent: error\ndata: {")
                    .contains("\"status\":503,\"code\":\"stopping\"")
                    .endsWith("}\n\n");
            assertThat(send(get(CAPTURE + "/events")).body()).contains("\"code\":\"stopping\"");
        } finally {
            eventStreams.start();
            release.countDown();
        }
    }

    private static void sendFirst(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=UTF-8");
        exchange.sendResponseHeaders(200, 0);
        sendNext(exchange, text);
    }

    private static void sendNext(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    @Test
    void hangsUpOnAStreamWhoseReaderHasGone() throws Exception {
        var hungUp = new CountDownLatch(1);
        INGEST.on(
                CAPTURE + "/events",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    try {
                        while (!hungUp.await(20, TimeUnit.MILLISECONDS)) {
                            exchange.getResponseBody()
                                    .write(":\n\n".getBytes(StandardCharsets.UTF_8));
                            exchange.getResponseBody().flush();
                        }
                    } catch (IOException gone) {
                        hungUp.countDown();
                    }
                });
        InputStream events =
                http.send(get(CAPTURE + "/events").build(), BodyHandlers.ofInputStream()).body();
        assertThat(events.read()).isEqualTo(':');

        events.close();

        boolean inTime = hungUp.await(10, TimeUnit.SECONDS);
        hungUp.countDown();
        assertThat(inTime).isTrue();
    }

    @Test
    void replacesWhatAClientPretends() throws Exception {
        var seen = new AtomicReference<String>();
        INGEST.on(
                "/api/v1/auth/me",
                exchange -> {
                    var headers = exchange.getRequestHeaders();
                    seen.set(
                            headers.getFirst("X-Client-Address")
                                    + " "
                                    + headers.getFirst("X-Forwarded-User")
                                    + " "
                                    + headers.getFirst("X-User-Id"));
                    answer(exchange, 200, "{}");
                });

        send(
                get("/api/v1/auth/me")
                        .header("X-Client-Address", "10.9.9.9")
                        .header("X-Forwarded-User", "root")
                        .header("X-User-Id", "1"));

        assertThat(seen.get()).isEqualTo("127.0.0.1 null null");
    }

    @Test
    void slowsAUserDown() throws Exception {
        INGEST.on(CAPTURE, exchange -> answer(exchange, 200, "{}"));
        String token = TestTokens.user("user");

        var refused =
                IntStream.range(0, 200)
                        .mapToObj(_ -> sendUnchecked(get(CAPTURE, token)))
                        .filter(response -> response.statusCode() == 429)
                        .findFirst();

        assertThat(refused).isPresent();
        assertThat(refused.get().headers().firstValue("Retry-After")).contains("1");
        assertThat(send(get(CAPTURE)).statusCode()).isEqualTo(200);
    }

    @Test
    void showsHealthInTheSeedsShapeWithoutAddresses() throws Exception {
        var response = send(HttpRequest.newBuilder(at("/health")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"status\":\"degraded\"", "\"gateway\":\"healthy\"", "\"app_name\"")
                .contains("\"face_analysis\":{\"status\":\"unhealthy\",\"data\":{")
                .contains("\"clothing_recommender\"")
                .doesNotContain("127.0.0.1");
        assertThat(send(get("/health", TestTokens.user("admin"))).body()).contains("127.0.0.1");
    }

    @Test
    void saysHowTheVisionServiceIsByItsOtherName() throws Exception {
        var response = send(HttpRequest.newBuilder(at("/api/v1/ml/health")));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("\"status\":\"unhealthy\"", "\"timestamp\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/captures",
                "/api/v1/capture",
                "/api/upload-capture",
                "/analyze-skin",
                "/analyze",
                "/predict",
                "/api/v1/ml/analyze-face"
            })
    void takesAnUploadOverTheOrdinaryBodyLimitByEveryName(String path) throws Exception {
        INGEST.on(
                path,
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    answer(exchange, 202, "{}");
                });

        var response = send(get(path).POST(BodyPublishers.ofByteArray(new byte[11 * MIB])));

        assertThat(response.statusCode()).isEqualTo(202);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpRequest.Builder get(String path) {
        return get(path, TestTokens.user("user"));
    }

    private HttpRequest.Builder get(String path, String token) {
        return HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder post(String path) {
        return get(path).header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> sendUnchecked(HttpRequest.Builder request) {
        try {
            return send(request);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(
            com.sun.net.httpserver.HttpExchange exchange, int status, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
