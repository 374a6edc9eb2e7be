package io.dermflow.events.narrative;

import io.dermflow.events.TaskId;
import io.dermflow.events.analysis.Analysis;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the narrative stage sends to llm-bridge (`POST /internal/narratives`); the answer is a
/// [Narrative]. The header `X-Request-Deadline` (ISO-8601 instant) bounds the whole call.
///
/// @param picture sent only to a bridge whose model takes pictures, and only under the consent of
///   the job; absent otherwise
/// @param said by the person about the lesion, as far as a finding's classes count it in, yes or no
///   by its name in [io.dermflow.events.LesionAnswers]; not the age, whose number no sentence needs
public record NarrativeRequest(
        TaskId taskId,
        String language,
        List<String> analyses,
        Analysis analysis,
        @Nullable Picture picture,
        Map<String, Boolean> said) {

    public NarrativeRequest {
        analyses = List.copyOf(analyses);
        // Requests of older workers have no such member.
        said = said == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(said));
    }

    /// A request without a picture and without a word of the person.
    public NarrativeRequest(
            TaskId taskId, String language, List<String> analyses, Analysis analysis) {
        this(taskId, language, analyses, analysis, null, Map.of());
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
