package io.dermflow.llm.profile;

import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.http.ServiceClients;
import io.dermflow.kit.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/// The two public doors behind a profile, both opened with the person's own token: whose results
/// they are is decided where they are kept.
@Component
class ResultsClient {

    private final RestClient ingest;
    private final RestClient report;
    private final int lookBack;

    ResultsClient(ServiceClients clients, ProfileProperties properties) {
        this.ingest = clients.forCaller(properties.ingest(), properties.patience());
        this.report = clients.forCaller(properties.report(), properties.patience());
        this.lookBack = properties.lookBack();
    }

    /// Ids of the newest captures that succeeded, newest first.
    List<String> captures(Caller caller) {
        List<String> ids = new ArrayList<>();
        get(ingest, "ingest", caller, "/api/v1/captures?state=succeeded&limit=" + lookBack)
                .ifPresent(page ->
                        page.path("items")
                                .forEach(item -> {
                                    String id = item.path("capture_id").asString("");
                                    if (id.matches("[0-9a-fA-F-]{36}")) {
                                        ids.add(id);
                                    }
                                }));
        return ids;
    }

    /// The result of one; empty when it is gone by now.
    Optional<JsonNode> result(Caller caller, String capture) {
        return get(report, "report", caller, "/api/v1/captures/" + capture + "/results");
    }

    /// @throws DependencyUnavailable if the service is away or answers with an error of its own
    private static Optional<JsonNode> get(
            RestClient service, String name, Caller caller, String path) {
        try {
            return service.get()
                    .uri(path)
                    .headers(headers -> headers.setBearerAuth(caller.token()))
                    .exchange((_, response) -> {
                        int status = response.getStatusCode().value();
                        if (status >= 500) {
                            throw new DependencyUnavailable(name, "answered " + status, null);
                        }
                        return status == 200
                                ? Optional.ofNullable(response.bodyTo(JsonNode.class))
                                : Optional.empty();
                    });
        } catch (RestClientException | IllegalArgumentException e) {
            throw new DependencyUnavailable(name, "no answer about a profile", e);
        }
    }
}
