package io.dermflow.report.upgrade;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.dermflow.kit.http.DependencyUnavailable;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Asks llm-bridge whether a language model would be asked now.
class LanguageModelStatus {

    private final RestClient bridge;

    /// @param bridge speaks as this service, to llm-bridge
    LanguageModelStatus(RestClient bridge) {
        this.bridge = bridge;
    }

    /// @throws DependencyUnavailable if llm-bridge does not say
    boolean available() {
        try {
            Status status = bridge.get().uri("/internal/llm/status").retrieve().body(Status.class);
            return status != null && status.available();
        } catch (RestClientException e) {
            throw new DependencyUnavailable("llm", "no word about the language model", e);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Status(boolean available) {}
}
