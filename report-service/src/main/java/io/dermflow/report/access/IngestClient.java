package io.dermflow.report.access;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.dermflow.events.JobState;
import io.dermflow.events.TaskId;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.http.ServiceClients;
import io.dermflow.kit.security.Caller;
import java.util.Optional;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Asks ingest about captures that have no result here, with the caller's own token, so that ingest
/// decides whose they are.
@Component
class IngestClient {

    private final RestClient ingest;

    IngestClient(ServiceClients clients, AccessProperties properties) {
        this.ingest = clients.forCaller(properties.ingest(), properties.patience());
    }

    /// The capture's state, or empty if the caller has no such capture.
    ///
    /// @throws DependencyUnavailable if ingest is away or refuses to say
    Optional<JobState> stateOf(TaskId capture, Caller caller) {
        try {
            return ingest.get()
                    .uri("/api/v1/captures/{id}", capture)
                    .headers(headers -> headers.setBearerAuth(caller.token()))
                    .exchange((_, response) -> {
                        HttpStatusCode status = response.getStatusCode();
                        if (status.value() == 404) {
                            return Optional.empty();
                        }
                        CaptureState answer =
                                status.is2xxSuccessful()
                                        ? response.bodyTo(CaptureState.class)
                                        : null;
                        if (answer == null) {
                            throw new DependencyUnavailable(
                                    "ingest", "answered " + status.value(), null);
                        }
                        return Optional.of(answer.state());
                    });
        } catch (RestClientException | IllegalArgumentException e) {
            throw new DependencyUnavailable("ingest", "no answer about a capture", e);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record CaptureState(JobState state) {}
}
