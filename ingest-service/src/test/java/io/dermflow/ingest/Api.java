package io.dermflow.ingest;

import io.dermflow.events.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service as a client sees it: real HTTP, JSON in and out. Immutable; [#as] gives one with a
/// token.
public final class Api {

    public static final String PASSWORD = "violet harbour 42";
    public static final String CLIENT_SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final Map<String, String> headers;

    public Api(int port) {
        this(port, Map.of());
    }

    private Api(int port, Map<String, String> headers) {
        this.port = port;
        this.headers = headers;
    }

    /// With this access token.
    public Api as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Api with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Api(port, more);
    }

    public Answer get(String path) {
        return send("GET", path, "application/json", "");
    }

    public Answer post(String path, String json) {
        return send("POST", path, "application/json", json);
    }

    public Answer put(String path, String json) {
        return send("PUT", path, "application/json", json);
    }

    public Answer delete(String path) {
        return send("DELETE", path, "application/json", "");
    }

    public Answer post(String path, String contentType, byte[] body) {
        return send("POST", path, contentType, BodyPublishers.ofByteArray(body));
    }

    public Answer send(String method, String path, String contentType, String body) {
        return send(method, path, contentType, BodyPublishers.ofString(body));
    }

    private Answer send(
            String method, String path, String contentType, HttpRequest.BodyPublisher body) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", contentType)
                        .method(method, body);
        headers.forEach(request::header);
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            return new Answer(
                    response.statusCode(),
                    text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text),
                    response.headers());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A new user with [#PASSWORD].
    public TestUser newUser() {
        return newUser("u-" + UUID.randomUUID() + "@example.org");
    }

    public TestUser newUser(String email) {
        Answer answer = post("/api/v1/auth/register", credentials(email, PASSWORD));
        if (answer.status() != 201) {
            throw new AssertionError("not registered: " + answer);
        }
        return new TestUser(
                UserId.of(answer.text("user_id")),
                email,
                answer.text("access_token"),
                answer.text("refresh_token"));
    }

    /// A token of scope `service` for a client that is made if it is not there.
    public String serviceToken() {
        try {
            Path folder = Files.createDirectories(Path.of("target/test-keys/clients"));
            Files.writeString(folder.resolve("tester"), CLIENT_SECRET);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return post(
                        "/api/v1/auth/token",
                        """
                        {"grant_type": "client_credentials", "client_id": "tester",
                         "client_secret": "%s"}
                        """
                                .formatted(CLIENT_SECRET))
                .text("access_token");
    }

    public static String credentials(String email, String password) {
        return JSON.writeValueAsString(Map.of("email", email, "password", password));
    }

    /// @param body an empty object if there was none
    public record Answer(int status, JsonNode body, HttpHeaders headers) {
        public String text(String field) {
            return body.required(field).asString();
        }

        /// The problem's code, or nothing.
        public String code() {
            return body.path("code").asString("");
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public record TestUser(UserId id, String email, String accessToken, String refreshToken) {}
}
