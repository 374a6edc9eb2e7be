package io.dermflow.stack.command;

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

/// Makes accounts at ingest-service with a service's token.
final class AccountsClient {

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

    AccountsClient(URI ingest, String clientId, String clientSecret) {
        this.ingest = ingest;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    /// Makes the account, or gives one that exists the role.
    ///
    /// @param password empty for an account that exists: it keeps its own
    /// @return why ingest-service refused; empty if it didn't
    String ensure(String email, String password, String role)
            throws IOException, InterruptedException {
        var user = JSON.createObjectNode().put("email", email);
        user.putArray("roles").add(role);
        if (!password.isEmpty()) {
            user.put("password", password);
        }
        HttpResponse<String> response =
                post("/internal/users", "application/json", user.toString(), token());
        return response.statusCode() / 100 == 2 ? "" : "not made: " + problem(response);
    }

    private String token() throws IOException, InterruptedException {
        String form =
                "grant_type=client_credentials&client_id="
                        + encoded(clientId)
                        + "&client_secret="
                        + encoded(clientSecret);
        HttpResponse<String> response =
                post("/api/v1/auth/token", "application/x-www-form-urlencoded", form, "");
        if (response.statusCode() != 200) {
            throw new IOException("ingest-service gives no token: " + problem(response));
        }
        return JSON.readTree(response.body()).path("access_token").asString();
    }

    private HttpResponse<String> post(String path, String type, String body, String token)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(ingest.resolve(path))
                        .timeout(LIMIT)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// The one sentence of a problem+json answer, with its status.
    private static String problem(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.contains("json")) {
            return "status " + response.statusCode();
        }
        JsonNode problem = JSON.readTree(response.body());
        String title = problem.path("title").asString("");
        return response.statusCode() + " " + problem.path("detail").asString(title);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
