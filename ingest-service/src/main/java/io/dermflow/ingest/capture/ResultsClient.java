package io.dermflow.ingest.capture;

import io.dermflow.events.EventCodec;
import io.dermflow.events.TaskId;
import io.dermflow.kit.http.ServiceClients;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/// Fetches results from report-service with the caller's own token, so that it is report-service
/// that decides who may see them.
@Component
class ResultsClient {

    private static final Logger LOG = LoggerFactory.getLogger(ResultsClient.class);
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final RestClient report;

    ResultsClient(ServiceClients clients, CaptureProperties properties) {
        this.report = clients.forCaller(properties.reportUrl(), IDLE);
    }

    /// A result document as it came. The array is the receiver's.
    record Result(MediaType mediaType, byte[] content) {

        /// The same, read.
        JsonNode document() {
            return EventCodec.mapper().readTree(content);
        }
    }

    /// The same, read.
    Optional<JsonNode> document(TaskId task, String token) {
        return fetch(task, token).map(Result::document);
    }

    /// What was corrected and labeled, read; empty as below.
    Optional<JsonNode> metricsHistory(TaskId task, String token) {
        return fetch("/api/v1/captures/{id}/metrics/history", task, token).map(Result::document);
    }

    /// Empty when report-service is away or has none.
    Optional<Result> fetch(TaskId task, String token) {
        return fetch("/api/v1/captures/{id}/results", task, token);
    }

    private Optional<Result> fetch(String path, TaskId task, String token) {
        try {
            ResponseEntity<byte[]> answer =
                    report.get()
                            .uri(path, task)
                            .headers(headers -> headers.setBearerAuth(token))
                            .accept(MediaType.APPLICATION_JSON)
                            .retrieve()
                            .toEntity(byte[].class);
            byte[] body = answer.getBody();
            if (answer.getStatusCode().value() != 200 || body == null) {
                return Optional.empty();
            }
            MediaType type = answer.getHeaders().getContentType();
            return Optional.of(
                    new Result(Objects.requireNonNullElse(type, MediaType.APPLICATION_JSON), body));
        } catch (RestClientException away) {
            LOG.info("no result to answer with taskId={} error={}", task, away.getMessage());
            return Optional.empty();
        }
    }
}
