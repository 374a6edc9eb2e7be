package io.dermflow.report.document;

import io.dermflow.events.JobState;
import io.dermflow.events.TaskId;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.ClientFigures;
import io.dermflow.report.artifact.SignedLinks;
import io.dermflow.report.result.Edit;
import io.dermflow.report.result.Metrics;
import io.dermflow.report.result.StoredResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        Metrics metrics = Metrics.of(result);
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
                metrics.current(),
                marked(
                        client.map(WriteResult::unjudged).orElseGet(() -> judged(findings)),
                        metrics),
                metrics.original(),
                findings.map(MeasuredSkin::of).orElse(null),
                findings.map(Analysis::findings).orElse(null),
                findings.map(seen -> wording.findings(seen.findings(), seen.detectionLimit()))
                        .orElse(null),
                findings.map(Analysis::detectionLimit).orElse(null),
                findings.map(Analysis::body).map(Body::shape).orElse(null),
                findings.map(Analysis::face).orElse(null),
                ShownQuality.of(result).orElse(null),
                result.narrative().orElse(null),
                result.reportVersion(),
                links(result.taskId(), analysis),
                analysis.map(Analysis::modelVersions).orElseGet(List::of),
                analysis.map(Analysis::timings).orElseGet(List::of),
                completeness.degradations(),
                result.reviewState(),
                result.latestAdjustmentId().orElse(null),
                result.clientReference().orElse(null),
                wording.disclaimer());
    }

    private static Map<String, ResultDocument.MetricDetail> judged(Optional<Analysis> analysis) {
        Map<String, ResultDocument.MetricDetail> details = new LinkedHashMap<>();
        analysis.map(Analysis::body)
                .map(Body::measures)
                .orElseGet(List::of)
                .forEach(one ->
                        details.put(
                                one.name(),
                                new ResultDocument.MetricDetail(
                                        one.uncertainty(),
                                        one.confidence(),
                                        one.source(),
                                        one.lowConfidence(),
                                        Boolean.TRUE.equals(one.sexUsed()),
                                        one.uncertaintyParts(),
                                        null)));
        return details;
    }

    /// Of a client's own figures nothing is known but that they are the client's.
    private static Map<String, ResultDocument.MetricDetail> unjudged(ClientFigures figures) {
        Map<String, ResultDocument.MetricDetail> details = new LinkedHashMap<>();
        figures.metrics().keySet().forEach(name -> details.put(name, said("client", null)));
        return details;
    }

    /// What was measured says nothing of how sure a corrected figure is.
    private static Map<String, Object> marked(
            Map<String, ResultDocument.MetricDetail> measured, Metrics metrics) {
        Map<String, Object> details = new LinkedHashMap<>();
        measured.forEach((name, detail) -> {
            Edit edit = metrics.edits().byMeasure().get(name);
            details.put(
                    name,
                    edit == null
                            ? detail
                            : said(edit.source(), edited(name, edit, metrics, detail)));
        });
        return details;
    }

    private static ResultDocument.Edited edited(
            String name, Edit edit, Metrics metrics, ResultDocument.MetricDetail measured) {
        return new ResultDocument.Edited(
                edit.adjustmentId(),
                edit.approved(),
                edit.at(),
                Objects.requireNonNull(metrics.original().get(name), "it was measured"),
                measured);
    }

    private static ResultDocument.MetricDetail said(
            String source, ResultDocument.@Nullable Edited edited) {
        return new ResultDocument.MetricDetail(null, null, source, null, null, null, edited);
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
