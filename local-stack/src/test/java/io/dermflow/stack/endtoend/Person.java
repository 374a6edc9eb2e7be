package io.dermflow.stack.endtoend;

import io.dermflow.kit.testing.ChatClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody with the app: every call goes through the gateway. Thread-safe.
final class Person {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String BOUNDARY = "----dermflow-test";

    private final String token;
    private final String email;

    private Person(String email, String token) {
        this.email = email;
        this.token = token;
    }

    /// A new account that has agreed to analyses.
    static Person registered() {
        Person person = withoutConsent();
        person.put("/api/v1/me/consents", "{\"analysis\":true}");
        return person;
    }

    static Person withoutConsent() {
        String email = "person-" + UUID.randomUUID() + "@example.org";
        String password = "correct horse " + UUID.randomUUID();
        Person nobody = new Person(email, "");
        expect(201, nobody.post("/api/v1/auth/register", credentials(email, password)));
        return loggedIn(email, password);
    }

    /// Somebody who has an account already.
    static Person loggedIn(String email, String password) {
        Person nobody = new Person(email, "");
        var login = expect(200, nobody.post("/api/v1/auth/login", credentials(email, password)));
        return new Person(email, JSON.readTree(login.body()).path("access_token").asString());
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    }

    /// The assistant, for a conversation; the caller closes it.
    ChatClient assistant() {
        return new ChatClient(Suite.gateway(), token);
    }

    String email() {
        return email;
    }

    /// Uploads one picture; the answer is whatever came.
    HttpResponse<String> upload(byte[] image, String... headers) {
        return send(uploadRequest(multipart(image), headers));
    }

    /// Uploads one picture through a door of another name.
    HttpResponse<String> uploadTo(String path, byte[] image) {
        return send(
                to(path).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(multipart(image))));
    }

    /// Sends any bytes as an upload body.
    HttpResponse<String> uploadBody(byte[] body, String contentType) {
        return send(
                to("/api/v1/captures")
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    /// Uploads one picture that must be accepted.
    String submit(byte[] image) {
        return id(expect(202, upload(image)));
    }

    /// Uploads several pictures with text fields, which must be accepted.
    String submit(Map<String, byte[]> images, Map<String, String> fields) {
        return id(expect(202, send(uploadRequest(multipart(images, fields)))));
    }

    static String id(HttpResponse<String> accepted) {
        return JSON.readTree(accepted.body()).path("capture_id").asString();
    }

    JsonNode capture(String id) {
        return JSON.readTree(expect(200, get("/api/v1/captures/" + id)).body());
    }

    String state(String id) {
        return capture(id).path("state").asString();
    }

    /// Waits for the end of a capture and returns its state.
    String awaitEnd(String id) {
        return Await.value(
                "the end of " + id,
                Suite.PATIENCE,
                () -> {
                    var answer = get("/api/v1/captures/" + id + "/status");
                    if (answer.statusCode() != 200) {
                        return null;
                    }
                    String state = JSON.readTree(answer.body()).path("state").asString();
                    return state.equals("queued") || state.equals("processing") ? null : state;
                });
    }

    JsonNode results(String id) {
        return JSON.readTree(expect(200, get("/api/v1/captures/" + id + "/results")).body());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(with(to(path), headers).GET());
    }

    HttpResponse<byte[]> getBytes(String path) {
        try {
            return HTTP.send(to(path).GET().build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    HttpResponse<String> post(String path, String json) {
        return send(
                to(path).header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> put(String path, String json) {
        return send(
                to(path).header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json)));
    }

    /// Any method, without a body.
    HttpResponse<String> send(String method, String path) {
        return send(to(path).method(method.toUpperCase(Locale.ROOT), BodyPublishers.noBody()));
    }

    HttpResponse<String> delete(String path) {
        return send(to(path).DELETE());
    }

    static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError(
                    answer.request().method()
                            + " "
                            + answer.uri().getPath()
                            + " answered "
                            + answer.statusCode()
                            + ", not "
                            + status
                            + ": "
                            + answer.body());
        }
        return answer;
    }

    private HttpRequest.Builder uploadRequest(byte[] body, String... headers) {
        return with(to("/api/v1/captures"), headers)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body));
    }

    /// One part `image`.
    static byte[] multipart(byte[] image) {
        return multipart(Map.of("image", image), Map.of());
    }

    /// Pictures and text fields by the names of their parts.
    static byte[] multipart(Map<String, byte[]> images, Map<String, String> fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        images.forEach((name, image) -> {
            body.writeBytes(
                    ascii(
                            head(name + "\"; filename=\"p.jpg")
                                    + "\r\nContent-Type: application/octet-stream\r\n\r\n"));
            body.writeBytes(image);
            body.writeBytes(ascii("\r\n"));
        });
        fields.forEach(
                (name, value) -> body.writeBytes(ascii(head(name) + "\r\n\r\n" + value + "\r\n")));
        body.writeBytes(ascii("--" + BOUNDARY + "--\r\n"));
        return body.toByteArray();
    }

    private static String head(String name) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private HttpRequest.Builder to(String path) {
        var request = HttpRequest.newBuilder(URI.create(Suite.gateway() + path)).timeout(LIMIT);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
