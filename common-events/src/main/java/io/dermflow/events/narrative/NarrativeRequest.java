package io.dermflow.events.narrative;

import io.dermflow.events.TaskId;
import io.dermflow.events.analysis.Analysis;
import java.util.List;

/// What the narrative stage sends to llm-bridge (`POST /internal/narratives`); the answer is a
/// [Narrative]. The header `X-Request-Deadline` (ISO-8601 instant) bounds the whole call.
public record NarrativeRequest(
        TaskId taskId, String language, List<String> analyses, Analysis analysis) {

    public NarrativeRequest {
        analyses = List.copyOf(analyses);
    }
}
