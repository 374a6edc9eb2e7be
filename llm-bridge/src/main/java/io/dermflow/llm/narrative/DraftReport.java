package io.dermflow.llm.narrative;

import io.dermflow.events.narrative.Narrative.Claim;
import io.dermflow.events.narrative.Narrative.Urgency;
import java.util.List;

/// What a model answered, as far as it has the form of a report; its content is not checked yet.
///
/// @param claims with labels for evidence
/// @param malformed how many claims and questions had no usable form
record DraftReport(
        List<Claim> claims,
        String summary,
        Urgency urgency,
        List<String> questions,
        int malformed) {

    DraftReport {
        claims = List.copyOf(claims);
        questions = List.copyOf(questions);
    }
}
