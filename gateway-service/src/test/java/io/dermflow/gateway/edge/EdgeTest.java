package io.dermflow.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.gateway.GatewayApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// A gateway with a certificate, over real sockets.
@Timeout(60)
class EdgeTest {

    private static final String UPLOAD = "/api/v1/captures";

    @TempDir private static Path folder;

    private static Certificate certificate;
    private static ConfigurableApplicationContext gateway;
    private static int port;
    private static int plainPort;
    private static int metricsPort;

    @BeforeAll
    static void start() throws Exception {
        certificate = Certificate.in(folder, "first");
        plainPort = freePort();
        metricsPort = freePort();
        gateway =
                start(
                        "--server.address=0.0.0.0",
                        "--TLS_CERTIFICATE_FILE=" + certificate.certificate(),
                        "--TLS_PRIVATE_KEY_FILE=" + certificate.key(),
                        "--TLS_PLAIN_PORT=" + plainPort,
                        "--TLS_PUBLIC_PORT=8443",
                        "--INGEST_URL=http://127.0.0.1:1",
                        "--dermflow.edge.metrics-port=" + metricsPort);
        port = ((WebServerApplicationContext) gateway).getWebServer().getPort();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void speaksTls13AndTellsBrowsersToStay() throws Exception {
        try (HttpClient http = trusting(certificate)) {
            var response = http.send(get("https", port, "/health"), BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(response.headers().firstValue("Strict-Transport-Security"))
                    .contains("max-age=31536000");
        }
    }

    @Test
    void refusesTls12() throws Exception {
        var context = context(certificate.trust());

        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});

            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void leadsAReadInClearTextToHttps() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var response =
                    http.send(get("http", plainPort, "/api-docs?a=1"), BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(308);
            assertThat(response.headers().firstValue("Location"))
                    .contains("https://localhost:8443/api-docs?a=1");
        }
    }

    @Test
    void refusesAnUploadInClearText() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(at("http", plainPort, UPLOAD))
                            .POST(BodyPublishers.ofByteArray(new byte[10_000]))
                            .build();

            var response = http.send(request, BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(421);
            assertThat(response.body()).contains("\"code\":\"https_required\"");
            assertThat(response.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(response.headers().firstValue("Location")).isEmpty();
        }
    }

    /// By the route, so that ids in paths make no series of their own, and with the status that the
    /// client got, also where a filter refused.
    @Test
    void showsPrometheusWhatClientsGot() throws Exception {
        try (HttpClient https = trusting(certificate);
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(https.send(login().build(), BodyHandlers.discarding()).statusCode())
                    .isEqualTo(503);
            var packed = login().header("Content-Encoding", "gzip").build();
            assertThat(https.send(packed, BodyHandlers.discarding()).statusCode()).isEqualTo(415);
            var withoutToken = get("https", port, UPLOAD + "/0190a000-0000-7000-8000-000000000001");
            assertThat(https.send(withoutToken, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(401);

            String figures =
                    http.send(
                                    get("http", metricsPort, "/actuator/prometheus"),
                                    BodyHandlers.ofString())
                            .body();

            assertThat(figures)
                    .containsPattern(counted("503", "/api/v1/auth/\\*\\*"))
                    .containsPattern(counted("415", "UNKNOWN"))
                    .containsPattern(counted("401", "UNKNOWN"))
                    .containsPattern(
                            "ssl_chain_expiry_seconds\\{bundle=\"edge\",certificate=\"[^\"]+\","
                                    + "chain=\"ssl\",source=\"keystore\"} [1-9]")
                    .doesNotContain("status=\"500\"", "0190a000");
        }
    }

    @Test
    void showsFiguresAtNoOtherDoorAndNothingElseAtThatOne() throws Exception {
        try (HttpClient https = trusting(certificate);
                HttpClient http = HttpClient.newHttpClient()) {
            var outside = get("https", port, "/actuator/prometheus");
            assertThat(https.send(outside, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
            var clear = get("http", plainPort, "/actuator/prometheus");
            assertThat(http.send(clear, BodyHandlers.discarding()).statusCode()).isEqualTo(308);

            for (String path : List.of("/", "/health", "/actuator/health/liveness", UPLOAD)) {
                var response = http.send(get("http", metricsPort, path), BodyHandlers.discarding());
                assertThat(response.statusCode()).as(path).isEqualTo(404);
            }
        }
    }

    private static HttpRequest.Builder login() {
        return HttpRequest.newBuilder(at("https", port, "/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
    }

    private static String counted(String status, String uri) {
        return "http_server_requests_seconds_count\\{[^}]*status=\"%s\",uri=\"%s\"}"
                .formatted(status, uri);
    }

    @Test
    void readsARenewedCertificateWithoutARestart() throws Exception {
        Certificate renewed = Certificate.in(folder, "second");

        Files.copy(renewed.key(), certificate.key(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                renewed.certificate(),
                certificate.certificate(),
                StandardCopyOption.REPLACE_EXISTING);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> servedName(renewed).equals("CN=second"));
        } finally {
            certificate = renewed;
        }
    }

    @Test
    void aGatewayWithoutACertificateDoesNotStartBeyondLoopback() {
        assertThatThrownBy(() -> start("--server.address=0.0.0.0"))
                .hasMessageContaining("does not speak clear text on 0.0.0.0")
                .hasMessageContaining("TLS_CERTIFICATE_FILE");
    }

    @Test
    void aCertificateWithoutItsKeyDoesNotStart() {
        assertThatThrownBy(() -> start("--TLS_CERTIFICATE_FILE=" + certificate.certificate()))
                .hasStackTraceContaining("come together");
    }

    @Test
    void behindAProxyItBelievesWhatTheProxySaysOfTheClient() throws Exception {
        try (var behind = start("--server.address=0.0.0.0", "--TLS_ENDS_AT_PROXY=true");
                HttpClient http = HttpClient.newHttpClient()) {
            int inner = ((WebServerApplicationContext) behind).getWebServer().getPort();

            assertThat(status(http, inner, "https", "GET", "/health")).isEqualTo(200);
            assertThat(status(http, inner, "http", "GET", "/health")).isEqualTo(308);
            assertThat(status(http, inner, "http", "POST", UPLOAD)).isEqualTo(421);
            assertThat(status(http, inner, "https", "POST", UPLOAD)).isEqualTo(401);
            assertThat(
                            http.send(
                                            get("http", inner, "/actuator/health/liveness"),
                                            BodyHandlers.discarding())
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    private static int status(HttpClient http, int port, String scheme, String method, String path)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(at("http", port, path))
                        .header("X-Forwarded-Proto", scheme)
                        .header("X-Forwarded-For", "203.0.113.9")
                        .method(method, BodyPublishers.noBody())
                        .build();
        HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
        return response.statusCode();
    }

    private static String servedName(Certificate trusted) throws IOException {
        try (HttpClient http = trusting(trusted)) {
            var response = http.send(get("https", port, "/health"), BodyHandlers.discarding());
            var served =
                    (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
            return served.getSubjectX500Principal().getName();
        } catch (SSLHandshakeException _) {
            return "the old one";
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .properties("server.port=0", "logging.level.root=WARN")
                .run(withPort(arguments));
    }

    private static String[] withPort(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--PORT=0";
        return all;
    }

    private static HttpClient trusting(Certificate trusted) throws GeneralSecurityException {
        return HttpClient.newBuilder().sslContext(context(trusted.trust())).build();
    }

    private static SSLContext context(KeyStore trust) throws GeneralSecurityException {
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }

    private static HttpRequest get(String scheme, int port, String path) {
        return HttpRequest.newBuilder(at(scheme, port, path)).build();
    }

    private static URI at(String scheme, int port, String path) {
        return URI.create(scheme + "://localhost:" + port + path);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
