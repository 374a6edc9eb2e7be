package io.dermflow.llm.narrative;

import io.dermflow.events.LesionAnswers;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.narrative.NarrativeRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the person says of the lesion, and which findings count it in. Of the age nobody here knows
/// more than that it counted.
///
/// @param yesOrNo by the names of [LesionAnswers]
record Said(Map<String, Boolean> yesOrNo) {

    static final Said NOTHING = new Said(Map.of());

    static Said in(NarrativeRequest request) {
        return new Said(request.said());
    }

    /// What was said of this finding, in the order in which it was counted.
    Map<String, Boolean> of(Finding finding) {
        Map<String, Boolean> said = new LinkedHashMap<>();
        for (String name : finding.answers()) {
            Boolean yes = yesOrNo.get(name);
            if (yes != null) {
                said.put(name, yes);
            }
        }
        return said;
    }

    static boolean countsAge(Finding finding) {
        return finding.answers().contains(LesionAnswers.AGE);
    }
}
