package io.dermflow.stack.command;

import io.dermflow.stack.control.StatusDocument;
import io.dermflow.stack.home.Secrets;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.part.PartStatus;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Ingest-service's doors for services, as an operator's command goes through them.
final class IngestDoor {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private final URI ingest;
    private final String clientId;
    private final String clientSecret;

    IngestDoor(URI ingest, String clientId, String clientSecret) {
        this.ingest = ingest;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    /// @throws UsageError if that stack runs without ingest-service
    static IngestDoor of(RunningStack stack) throws IOException, InterruptedException {
        StatusDocument status = stack.client().status();
        PartStatus ingest =
                status.parts().stream()
                        .filter(part -> part.part() == Part.INGEST)
                        .findFirst()
                        .orElseThrow(() -> new UsageError("ingest is not part of that stack"));
        String clientId = Part.INGEST.shortName();
        return new IngestDoor(
                URI.create("http://127.0.0.1:" + ingest.address().getPort()),
                clientId,
                new Secrets(stack.data()).value("clients/" + clientId));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path).GET(), token());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(
                to(path).header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)),
                token());
    }

    /// The one sentence of a problem+json answer, with its status.
    static String problem(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.contains("json")) {
            return "status " + response.statusCode();
        }
        JsonNode problem = JSON.readTree(response.body());
        String title = problem.path("title").asString("");
        return response.statusCode() + " " + problem.path("detail").asString(title);
    }

    private String token() throws IOException, InterruptedException {
        String form =
                "grant_type=client_credentials&client_id="
                        + encoded(clientId)
                        + "&client_secret="
                        + encoded(clientSecret);
        HttpResponse<String> response =
                send(
                        to("/api/v1/auth/token")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form)),
                        "");
        if (response.statusCode() != 200) {
            throw new IOException("ingest-service gives no token: " + problem(response));
        }
        return JSON.readTree(response.body()).path("access_token").asString();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(ingest.resolve(path)).timeout(LIMIT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String token)
            throws IOException, InterruptedException {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
