package io.dermflow.report.document;

import io.dermflow.events.JobState;
import io.dermflow.events.TaskId;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.ClientFigures;
import io.dermflow.report.artifact.SignedLinks;
import io.dermflow.report.result.StoredResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Makes the result document of an ended task.
@Component
class WriteResult {

    private final SignedLinks links;

    WriteResult(SignedLinks links) {
        this.links = links;
    }

    ResultDocument of(StoredResult result) {
        Optional<Analysis> analysis = result.analysis();
        Optional<Analysis> findings = analysis.filter(_ -> result.state() == JobState.SUCCEEDED);
        Wording wording = Wording.of(result);
        Completeness completeness = Completeness.of(result);
        Optional<ClientFigures> client = result.clientFigures();
        return new ResultDocument(
                result.taskId(),
                result.userId(),
                result.acceptedAt(),
                result.finishedAt(),
                result.state(),
                result.state(),
                result.reason().orElse(null),
                completeness.word(),
                client.isPresent() ? "client" : "server",
                client.map(ClientFigures::meta).orElse(null),
                client.map(ClientFigures::metrics).orElseGet(() -> metrics(findings)),
                client.map(WriteResult::unjudged).orElseGet(() -> metricsDetail(findings)),
                findings.map(MeasuredSkin::of).orElse(null),
                findings.map(Analysis::findings).orElse(null),
                findings.map(seen -> wording.findings(seen.findings(), seen.detectionLimit()))
                        .orElse(null),
                findings.map(Analysis::detectionLimit).orElse(null),
                findings.map(Analysis::body).map(Body::shape).orElse(null),
                findings.map(Analysis::face).orElse(null),
                analysis.map(Analysis::quality).orElse(null),
                result.narrative().orElse(null),
                result.reportVersion(),
                links(result.taskId(), analysis),
                analysis.map(Analysis::modelVersions).orElseGet(List::of),
                analysis.map(Analysis::timings).orElseGet(List::of),
                completeness.degradations(),
                result.reviewState(),
                result.clientReference().orElse(null),
                wording.disclaimer());
    }

    private static Map<String, Double> metrics(Optional<Analysis> analysis) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        measures(analysis).forEach(one -> metrics.put(one.name(), one.value()));
        return metrics;
    }

    private static Map<String, Object> metricsDetail(Optional<Analysis> analysis) {
        Map<String, Object> details = new LinkedHashMap<>();
        measures(analysis)
                .forEach(one ->
                        details.put(
                                one.name(),
                                new ResultDocument.MetricDetail(
                                        one.uncertainty(),
                                        one.confidence(),
                                        one.source(),
                                        one.lowConfidence(),
                                        Boolean.TRUE.equals(one.sexUsed()))));
        return details;
    }

    /// Of a client's own figures nothing is known but that they are the client's.
    private static Map<String, Object> unjudged(ClientFigures figures) {
        Map<String, Object> details = new LinkedHashMap<>();
        figures.metrics()
                .keySet()
                .forEach(name ->
                        details.put(
                                name,
                                new ResultDocument.MetricDetail(null, null, "client", null, null)));
        return details;
    }

    private static List<Body.Measure> measures(Optional<Analysis> analysis) {
        return analysis.map(Analysis::body).map(Body::measures).orElseGet(List::of);
    }

    private List<ResultDocument.Link> links(TaskId task, Optional<Analysis> analysis) {
        return analysis.map(Analysis::artifacts).orElseGet(List::of).stream()
                .map(artifact -> link(task, artifact))
                .toList();
    }

    private ResultDocument.Link link(TaskId task, Artifact artifact) {
        return new ResultDocument.Link(
                artifact.name(),
                artifact.type(),
                artifact.mediaType(),
                artifact.bytes(),
                links.to(task, artifact.name()));
    }
}
