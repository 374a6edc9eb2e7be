package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import java.util.ArrayList;
import java.util.List;

/// What to ask a clinician, by what was found. Empty where nothing medical was looked at.
final class QuestionRules {

    private static final int MOST = 5;

    private QuestionRules() {}

    static List<String> questions(Analysis analysis, Phrases phrases) {
        List<String> questions = new ArrayList<>();
        if (!analysis.findings().isEmpty()) {
            questions.addAll(phrases.list("questions.finding"));
        } else if (LesionSentences.lookedFor(analysis)) {
            questions.addAll(phrases.list("questions.none"));
        }
        for (String feature : AdviceSentences.markedly(analysis).keySet()) {
            if (phrases.has("questions." + feature)) {
                questions.add(phrases.say("questions." + feature));
            }
        }
        return questions.stream().limit(MOST).toList();
    }
}
