package io.dermflow.ingest.reconcile;

import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.http.ServiceClients;
import java.time.Duration;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Asks report-service which of these tasks have ended, and how.
@Component
class EndsClient {

    /// As many as report-service answers at once.
    static final int MAX_TASKS = 500;

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final RestClient report;

    EndsClient(ServiceClients clients, ReconcileProperties properties) {
        this.report = clients.asService(properties.reportUrl(), LIMIT);
    }

    private record Question(List<TaskId> taskIds) {}

    private record Answer(List<TaskEnd> ends) {}

    /// @param tasks at most [#MAX_TASKS]
    /// @throws DependencyUnavailable when there is no answer: then nobody knows
    List<TaskEnd> endsOf(List<TaskId> tasks) {
        try {
            Answer answer =
                    report.post()
                            .uri("/internal/ends")
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(new Question(tasks))
                            .retrieve()
                            .body(Answer.class);
            if (answer == null) {
                throw new DependencyUnavailable("report", "an empty answer", null);
            }
            return answer.ends();
        } catch (RestClientException e) {
            throw new DependencyUnavailable("report", "no answer about ends", e);
        }
    }
}
