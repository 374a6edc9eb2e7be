package io.dermflow.llm.narrative;

import io.dermflow.events.narrative.Narrative.Claim;
import io.dermflow.events.narrative.Narrative.Urgency;
import java.util.List;

/// What a model answered, valid by form, not yet by content.
record DraftReport(List<Claim> claims, String summary, Urgency urgency, List<String> questions) {

    DraftReport {
        claims = List.copyOf(claims);
        questions = List.copyOf(questions);
    }

    boolean saysSomething() {
        return !claims.isEmpty() && !summary.isEmpty();
    }
}
