package io.dermflow.report.document;

import io.dermflow.events.JobState;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskId;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.ModelVersion;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.report.result.StoredResult;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The report in words as JSON, each claim with the figures it rests on. Of a task that did not
/// succeed it holds state, reason and what the quality gate saw; of a client's own figures it says
/// nothing in words.
///
/// @param source `server`, or `client` when the client sent its own figures
record ReportDocument(
        TaskId captureId,
        JobState state,
        @Nullable Reason reason,
        Instant timestamp,
        Instant finishedAt,
        int reportVersion,
        @Nullable String completeness,
        String source,
        @Nullable String language,
        @Nullable String summary,
        Narrative.@Nullable Urgency urgency,
        @Nullable String findingsStatement,
        List<Claim> claims,
        Narrative.@Nullable Routine routine,
        List<String> questions,
        @Nullable Quality quality,
        Narrative.@Nullable Generator generator,
        List<ModelVersion> modelVersions,
        String disclaimer) {

    ReportDocument {
        claims = List.copyOf(claims);
        questions = List.copyOf(questions);
        modelVersions = List.copyOf(modelVersions);
    }

    /// One sentence and the figures it rests on.
    record Claim(String text, Narrative.Claim.Kind kind, List<Evidence> evidence) {

        Claim {
            evidence = List.copyOf(evidence);
        }
    }

    static ReportDocument of(StoredResult result) {
        Wording wording = Wording.of(result);
        @Nullable Narrative words = result.narrative().orElse(null);
        @Nullable Analysis analysis = result.analysis().orElse(null);
        return new ReportDocument(
                result.taskId(),
                result.state(),
                result.reason().orElse(null),
                result.acceptedAt(),
                result.finishedAt(),
                result.reportVersion(),
                Completeness.of(result).word(),
                result.clientFigures().isPresent() ? "client" : "server",
                result.language().orElse(null),
                words == null ? null : words.summary(),
                words == null ? null : words.urgency(),
                words == null || analysis == null
                        ? null
                        : wording.findings(analysis.findings(), analysis.detectionLimit()),
                words == null || analysis == null ? List.of() : claims(words, analysis),
                words == null ? null : words.routine(),
                words == null ? List.of() : words.questions(),
                ShownQuality.of(result).orElse(null),
                words == null ? null : words.generator(),
                analysis == null ? List.of() : analysis.modelVersions(),
                words == null ? wording.disclaimer() : words.disclaimer());
    }

    private static List<Claim> claims(Narrative words, Analysis analysis) {
        ResolveEvidence evidence = new ResolveEvidence(analysis);
        return words.claims().stream()
                .map(claim ->
                        new Claim(
                                claim.text(),
                                claim.kind(),
                                claim.evidence().stream().map(evidence::resolve).toList()))
                .toList();
    }
}
