package io.dermflow.report.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dermflow.events.JobState;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.ClientFigures;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.DetectionLimit;
import io.dermflow.events.analysis.Face;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.ModelVersion;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.Timing;
import io.dermflow.events.narrative.Narrative;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The result of a capture over HTTP: seed 003's document with what Dermflow adds. Every member is
/// always there; null means "not measured" or "does not apply to this state".
///
/// @param timestamp when the capture was accepted
/// @param status the same word as `state`
/// @param reason absent when the task succeeded
/// @param completeness `full`, or `degraded` when a part of the suite could not do its share; null
///   unless succeeded, and of a client's own figures
/// @param source `server`: measured here; `client`: the client's own figures, neither measured nor
///   checked here
/// @param captureMeta how the client came by its own figures; null when they were measured here
/// @param metrics body measures as they are shown, bare numbers by name: the latest correction of
///   each, or what was measured
/// @param metricsDetail uncertainty, confidence and source of each of them
/// @param originalMetrics body measures as they were taken; shape and report rest on these
/// @param findings null unless succeeded; empty means "none detected above the detection limit"
/// @param findingsStatement the same in words
/// @param reviewState `none`, `needs_review`, `edited`, `approved` or `rejected`
/// @param latestAdjustmentId the newest correction; a further one names it
record ResultDocument(
        TaskId captureId,
        UserId userId,
        Instant timestamp,
        Instant finishedAt,
        JobState state,
        JobState status,
        @Nullable Reason reason,
        @Nullable String completeness,
        String source,
        ClientFigures.@Nullable Meta captureMeta,
        Map<String, Double> metrics,
        Map<String, Object> metricsDetail,
        Map<String, Double> originalMetrics,
        @Nullable MeasuredSkin skin,
        @Nullable List<Finding> findings,
        @Nullable String findingsStatement,
        @Nullable DetectionLimit detectionLimit,
        Body.@Nullable Shape shape,
        @Nullable Face face,
        @Nullable Quality quality,
        @Nullable Narrative report,
        int reportVersion,
        List<Link> artifacts,
        List<ModelVersion> modelVersions,
        List<Timing> timings,
        List<Degradation> degradations,
        String reviewState,
        @Nullable UUID latestAdjustmentId,
        @Nullable String clientReference,
        String disclaimer) {

    ResultDocument {
        metrics = inOrder(metrics);
        metricsDetail = inOrder(metricsDetail);
        originalMetrics = inOrder(originalMetrics);
        findings = findings == null ? null : List.copyOf(findings);
        artifacts = List.copyOf(artifacts);
        modelVersions = List.copyOf(modelVersions);
        timings = List.copyOf(timings);
        degradations = List.copyOf(degradations);
    }

    /// From top to toe, as they were measured; the same in every process, so that an `ETag` is too.
    private static <T> Map<String, T> inOrder(Map<String, T> byName) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /// How sure a body measure is.
    ///
    /// @param uncertainty half the width of the 95 % interval, centimetres; null, as the other
    ///   figures, where nobody knows
    /// @param source `input`, `card`, `regression` or `client`; of a corrected measure who says so:
    ///   `user`, `tailor` or `admin`
    /// @param sexUsed whether the regression was told the person's sex
    /// @param uncertaintyParts what the uncertainty is made of, centimetres
    /// @param edited absent unless the measure was corrected
    record MetricDetail(
            @Nullable Double uncertainty,
            @Nullable Double confidence,
            String source,
            @Nullable Boolean lowConfidence,
            @Nullable Boolean sexUsed,
            Body.@Nullable Parts uncertaintyParts,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Edited edited) {}

    /// The mark of a corrected measure.
    ///
    /// @param approved whether a second person agreed
    /// @param at when it was corrected
    /// @param originalValue what was measured, centimetres
    /// @param originalDetail how sure that was
    record Edited(
            UUID adjustmentId,
            boolean approved,
            Instant at,
            double originalValue,
            MetricDetail originalDetail) {}

    /// Where a derived picture can be had for a minute or two, without a token.
    record Link(String name, String type, String mediaType, long bytes, String url) {}
}
