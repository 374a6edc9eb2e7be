package io.dermflow.report.result;

import io.dermflow.events.Outcome;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.ClientFigures;
import io.dermflow.events.narrative.Narrative;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a task found.
///
/// @param analysis absent when nothing was measured, or nothing may be kept
/// @param narrative absent unless the task succeeded
/// @param clientFigures what the client measured by itself; absent when we did the measuring
/// @param language of the reason's words; absent where there are none but the narrative's
public record Content(
        @Nullable Analysis analysis,
        @Nullable Narrative narrative,
        @Nullable ClientFigures clientFigures,
        @Nullable String language) {

    /// Nothing found, or nothing that may be kept.
    public static final Content NONE = new Content(null, null, null, null);

    /// Whether there is nothing.
    public boolean isEmpty() {
        return analysis == null && narrative == null && clientFigures == null;
    }

    /// Whether a person should look at the measures before they are used: the measuring itself
    /// calls one of them too uncertain.
    boolean needsReview() {
        return analysis != null
                && analysis.body() != null
                && analysis.body().measures().stream().anyMatch(Body.Measure::lowConfidence);
    }

    /// The derived pictures of this content.
    public List<Artifact> artifacts() {
        return analysis == null ? List.of() : analysis.artifacts();
    }

    /// What an outcome carries.
    public static Content of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed completed ->
                    new Content(completed.analysis(), completed.report(), null, null);
            case Outcome.Supplied supplied -> new Content(null, null, supplied.figures(), null);
            case Outcome.Rejected rejected ->
                    new Content(rejected.analysis(), null, null, rejected.language());
            case Outcome.Failed _, Outcome.Canceled _, Outcome.Aborted _ -> NONE;
        };
    }
}
