package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.home.Secrets;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

/// An account with the role admin on the shared suite, as `./dermflow user add` makes one.
record AdminAccount(String email, String password) {

    static AdminAccount added() throws IOException, InterruptedException {
        var account =
                new AdminAccount(
                        "admin-" + UUID.randomUUID() + "@example.org",
                        "lantern " + UUID.randomUUID());
        String secret = new Secrets(Suite.stack().dataDirectory()).value("clients/ingest");
        String token =
                Person.JSON
                        .readTree(
                                post(
                                        "/api/v1/auth/token",
                                        "{\"grant_type\":\"client_credentials\",\"client_id\":"
                                                + "\"ingest\",\"client_secret\":\""
                                                + secret
                                                + "\"}",
                                        ""))
                        .path("access_token")
                        .asString();
        post(
                "/internal/users",
                "{\"email\":\""
                        + account.email
                        + "\",\"password\":\""
                        + account.password
                        + "\",\"roles\":[\"user\",\"admin\"]}",
                token);
        return account;
    }

    Person loggedIn() {
        return Person.loggedIn(email, password);
    }

    private static String post(String path, String json, String token)
            throws IOException, InterruptedException {
        int port = Suite.stack().address(Part.INGEST).getPort();
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer =
                HttpClient.newHttpClient()
                        .send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return answer.body();
    }
}
