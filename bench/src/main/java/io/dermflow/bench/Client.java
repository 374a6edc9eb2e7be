package io.dermflow.bench;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A person with the app. Thread-safe.
final class Client {

    static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofMinutes(15);
    private static final Duration END_PER_CAPTURE = Duration.ofSeconds(2);
    private static final String BOUNDARY = "----dermflow-bench";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Duration TOKEN_SERVES = Duration.ofMinutes(10); // it lives for 15

    private final URI gateway;
    private final String account;

    private String token = "";
    private long tokenUntil = System.nanoTime();

    private Client(URI gateway, String account) {
        this.gateway = gateway;
        this.account = account;
    }

    /// A new account that has agreed to analyses.
    static Client register(URI gateway) {
        String account =
                JSON.writeValueAsString(
                        JSON.createObjectNode()
                                .put("email", "bench-" + UUID.randomUUID() + "@example.org")
                                .put("password", UUID.randomUUID().toString()));
        Client client = new Client(gateway, account);
        client.anonymous("/api/v1/auth/register", 201);
        client.json("PUT", "/api/v1/me/consents", "{\"analysis\":true}", 200);
        return client;
    }

    /// The account's token, asked for anew before it expires: a soak takes longer than one lives.
    private synchronized String token() {
        if (System.nanoTime() - tokenUntil >= 0) {
            token = anonymous("/api/v1/auth/login", 200).path("access_token").asString();
            tokenUntil = System.nanoTime() + TOKEN_SERVES.toNanos();
        }
        return token;
    }

    private JsonNode anonymous(String path, int expected) {
        return parsed(
                expected,
                send(
                        HttpRequest.newBuilder(gateway.resolve(path))
                                .timeout(LIMIT)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(account))
                                .build()));
    }

    /// Uploads a photo and waits for its result.
    JsonNode analyse(byte[] photo) {
        return analyse(photo, Work.ALL);
    }

    /// Uploads a photo and waits for the result of this work on it.
    ///
    /// On a machine that is busy with other things the wait may be too short: then the state is
    /// asked for.
    JsonNode analyse(byte[] photo, Work work) {
        return analyse(Map.of("image", photo), work.fields());
    }

    /// The same for any capture.
    JsonNode analyse(Map<String, byte[]> pictures, Map<String, String> fields) {
        var answer = send(capture(gateway, form(pictures, fields, BOUNDARY), "wait=60"));
        if (answer.statusCode() != 202) {
            return parsed(200, answer);
        }
        String id = JSON.readTree(answer.body()).path("capture_id").asString();
        awaitEnds(List.of(id));
        return result(id);
    }

    /// Uploads a photo and returns its id.
    String submit(byte[] photo) {
        return parsed(202, upload(gateway, photo, "wait=0")).path("capture_id").asString();
    }

    /// Uploads to any address that takes captures.
    HttpResponse<String> upload(URI service, byte[] photo, String prefer) {
        return send(capture(service, form(photo), prefer));
    }

    private HttpRequest capture(URI service, byte[] form, String prefer) {
        return to(service.resolve("/api/v1/captures"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .header("Prefer", prefer)
                .POST(BodyPublishers.ofByteArray(form))
                .build();
    }

    JsonNode result(String id) {
        return parsed(
                200,
                send(to(gateway.resolve("/api/v1/captures/" + id + "/results")).GET().build()));
    }

    String state(String id) {
        return parsed(
                        200,
                        send(
                                to(gateway.resolve("/api/v1/captures/" + id + "/status"))
                                        .GET()
                                        .build()))
                .path("state")
                .asString();
    }

    /// Waits until they have all ended. Looks at the newest that is still open and seldom, so that
    /// the watching costs next to nothing: at every 5 ms it took some fifth of a core or more.
    void awaitEnds(List<String> ids) {
        List<String> open = new ArrayList<>(ids);
        long end = System.nanoTime() + END.plus(END_PER_CAPTURE.multipliedBy(ids.size())).toNanos();
        while (!open.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(open.size() + " captures did not end");
            }
            switch (state(open.getLast())) {
                case "queued", "processing" -> PollingStep.longRest();
                default -> open.removeLast();
            }
        }
    }

    private JsonNode json(String method, String path, String body, int expected) {
        return parsed(
                expected,
                send(
                        to(gateway.resolve(path))
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build()));
    }

    private HttpRequest.Builder to(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token());
    }

    static byte[] form(byte[] photo) {
        return form(Map.of("image", photo), Map.of(), BOUNDARY);
    }

    /// Pictures and text fields by the names of their parts.
    static byte[] form(Map<String, byte[]> pictures, Map<String, String> fields, String boundary) {
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            body.writeBytes(head(boundary, name, ""));
            body.writeBytes((value + "\r\n").getBytes(StandardCharsets.US_ASCII));
        });
        pictures.forEach((name, picture) -> {
            body.writeBytes(
                    head(boundary, name, "; filename=\"p.jpg\"\r\nContent-Type: image/jpeg"));
            body.writeBytes(picture);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static byte[] head(String boundary, String name, String more) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
                .formatted(boundary, name, more)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static JsonNode parsed(int expected, HttpResponse<String> answer) {
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(
                    answer.uri().getPath()
                            + " answered "
                            + answer.statusCode()
                            + ": "
                            + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
