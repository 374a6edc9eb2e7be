package io.dermflow.vision.narrative;

import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.NarrativeRequest;
import io.dermflow.kit.http.DependencyUnavailable;
import java.time.Instant;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/// Calls llm-bridge.
///
/// Failure semantics: no answer, an answer of 5xx or 429, and one that refuses our token are a
/// bridge that is away for now. Any other refusal is permanent: the same request would be refused
/// again.
final class NarrativeClient {

    private static final String LLM = "llm";
    private static final String DEADLINE = "X-Request-Deadline";

    private final RestClient http;

    /// @param http speaks as this service, to llm-bridge
    NarrativeClient(RestClient http) {
        this.http = http;
    }

    /// @param deadline after it nobody waits for the answer any more
    Narrative write(NarrativeRequest request, Instant deadline) {
        try {
            Narrative narrative =
                    http.post()
                            .uri("/internal/narratives")
                            .contentType(MediaType.APPLICATION_JSON)
                            .header(DEADLINE, deadline.toString())
                            .body(request)
                            .retrieve()
                            .body(Narrative.class);
            if (narrative == null) {
                throw new DependencyUnavailable(LLM, "empty answer", null);
            }
            return narrative;
        } catch (ResourceAccessException e) {
            throw new DependencyUnavailable(LLM, "no answer", e);
        } catch (RestClientResponseException e) {
            if (passes(e.getStatusCode())) {
                throw new DependencyUnavailable(LLM, "answered " + e.getStatusCode(), e);
            }
            throw new IllegalStateException(
                    "llm-bridge refused the findings with " + e.getStatusCode(), e);
        }
    }

    private static boolean passes(HttpStatusCode status) {
        return status.is5xxServerError()
                || switch (status.value()) {
                    case 401, 403, 404, 408, 429 -> true;
                    default -> false;
                };
    }
}
