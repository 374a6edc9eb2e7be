package io.dermflow.llm.narrative;

import io.dermflow.events.EventCodec;
import io.dermflow.llm.text.UserText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The part of the prompt that differs from call to call: the facts under their labels and the
/// language of the report. Says nothing about whose picture it is.
final class ReportFacts {

    private static final int LONGEST_WORD = 120;

    private ReportFacts() {}

    static String render(Evidence evidence, Labels labels, String language) {
        Map<String, Object> facts = new LinkedHashMap<>();
        labels.labelToId().forEach((label, id) -> facts.put(label, cleaned(evidence, id)));
        Map<String, Object> question = new LinkedHashMap<>();
        question.put(
                "report_in", Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH));
        question.put("facts", facts);
        return EventCodec.mapper().writeValueAsString(question);
    }

    /// Words come from model manifests and other files that people write.
    private static Map<String, Object> cleaned(Evidence evidence, String id) {
        Map<String, Object> facts = new LinkedHashMap<>();
        evidence.facts()
                .getOrDefault(id, Map.of())
                .forEach((name, value) ->
                        facts.put(
                                name,
                                value instanceof String word
                                        ? UserText.clean(word, LONGEST_WORD)
                                        : value));
        return facts;
    }
}
