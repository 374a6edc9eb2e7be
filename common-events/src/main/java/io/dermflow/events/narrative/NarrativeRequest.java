package io.dermflow.events.narrative;

import io.dermflow.events.TaskId;
import io.dermflow.events.analysis.Analysis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the narrative stage sends to llm-bridge (`POST /internal/narratives`); the answer is a
/// [Narrative]. The header `X-Request-Deadline` (ISO-8601 instant) bounds the whole call.
///
/// @param picture sent only to a bridge whose model takes pictures, and only under the consent of
///   the job; absent otherwise
public record NarrativeRequest(
        TaskId taskId,
        String language,
        List<String> analyses,
        Analysis analysis,
        @Nullable Picture picture) {

    public NarrativeRequest {
        analyses = List.copyOf(analyses);
    }

    /// A request without a picture.
    public NarrativeRequest(
            TaskId taskId, String language, List<String> analyses, Analysis analysis) {
        this(taskId, language, analyses, analysis, null);
    }

    /// One picture of the capture, made small and written anew: nothing but pixels.
    ///
    /// @param mediaType `image/jpeg`
    public record Picture(String mediaType, String base64) {

        @Override
        public String toString() {
            return "Picture[" + mediaType + ", " + base64.length() + " chars]";
        }
    }
}
