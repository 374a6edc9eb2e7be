package io.dermflow.stack.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A mobile app's requests to the gateway. Not thread-safe: one user at a time.
final class AppClient {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI gateway;
    private String token = "";

    AppClient(URI gateway) {
        this.gateway = gateway;
    }

    void register(String email, String password) throws IOException, InterruptedException {
        send("registration", request("/api/v1/auth/register").POST(credentials(email, password)));
    }

    /// Later requests carry the token this brings.
    void logIn(String email, String password) throws IOException, InterruptedException {
        String answer =
                send("login", request("/api/v1/auth/login").POST(credentials(email, password)));
        token = JSON.readTree(answer).path("access_token").asString();
    }

    void consentToAnalysis() throws IOException, InterruptedException {
        var consents = JSON.createObjectNode().put("analysis", true);
        send("consent", request("/api/v1/me/consents").PUT(json(consents)));
    }

    /// @return the capture's id
    /// @throws ApiRefusal if the image is not accepted
    String submit(Submission submission) throws IOException, InterruptedException {
        var multipart = new MultipartForm(submission);
        var request =
                request("/api/v1/captures")
                        .setHeader("Content-Type", multipart.contentType())
                        .POST(multipart.body());
        return JSON.readTree(send("the image", request)).path("capture_id").asString();
    }

    /// The lines of a capture's event stream. The caller closes it.
    ///
    /// @param lastEventId continues after that event; empty for all
    Stream<String> events(String captureId, String lastEventId)
            throws IOException, InterruptedException {
        var request = request(capture(captureId) + "/events").header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException("events were answered with " + response.statusCode());
        }
        return response.body();
    }

    /// The lines of an answer's event stream. The caller closes it, which ends the answer.
    ///
    /// @param session empty for a new one
    /// @throws ApiRefusal if the message is not accepted
    Stream<String> chat(String message, String session) throws IOException, InterruptedException {
        var body = JSON.createObjectNode().put("message", message);
        if (!session.isEmpty()) {
            body.put("session_id", session);
        }
        var request = request("/api/v1/agent/chat/stream").POST(json(body)).build();
        HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            try (Stream<String> lines = response.body()) {
                throw new ApiRefusal(
                        "the message", response.statusCode(), String.join("", lines.toList()));
            }
        }
        return response.body();
    }

    JsonNode state(String captureId) throws IOException, InterruptedException {
        return JSON.readTree(send("the state", request(capture(captureId))));
    }

    String results(String captureId) throws IOException, InterruptedException {
        var request = request(capture(captureId) + "/results").header("Accept", "application/json");
        return send("the result", request);
    }

    String report(String captureId) throws IOException, InterruptedException {
        var request = request(capture(captureId) + "/report").header("Accept", "text/plain");
        return send("the report", request);
    }

    /// @param url as the result gives it, valid for a minute or two
    byte[] artifact(String url) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request(url).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new ApiRefusal(
                    url,
                    response.statusCode(),
                    new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    private String send(String what, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new ApiRefusal(what, response);
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(gateway.resolve(path)).timeout(LIMIT);
        builder.header("Content-Type", "application/json");
        return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
    }

    private static String capture(String captureId) {
        return "/api/v1/captures/" + captureId;
    }

    private static BodyPublisher credentials(String email, String password) {
        return json(JSON.createObjectNode().put("email", email).put("password", password));
    }

    private static BodyPublisher json(JsonNode node) {
        return BodyPublishers.ofString(node.toString());
    }
}
