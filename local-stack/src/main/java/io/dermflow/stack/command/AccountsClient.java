package io.dermflow.stack.command;

import java.io.IOException;
import java.net.http.HttpResponse;
import tools.jackson.databind.json.JsonMapper;

/// Makes accounts at ingest-service with a service's token.
final class AccountsClient {

    private final IngestDoor ingest;

    AccountsClient(IngestDoor ingest) {
        this.ingest = ingest;
    }

    /// Makes the account, or gives one that exists the role.
    ///
    /// @param password empty for an account that exists: it keeps its own
    /// @return why ingest-service refused; empty if it didn't
    String ensure(String email, String password, String role)
            throws IOException, InterruptedException {
        var user = JsonMapper.shared().createObjectNode().put("email", email);
        user.putArray("roles").add(role);
        if (!password.isEmpty()) {
            user.put("password", password);
        }
        HttpResponse<String> response = ingest.post("/internal/users", user.toString());
        return response.statusCode() / 100 == 2 ? "" : "not made: " + IngestDoor.problem(response);
    }
}
