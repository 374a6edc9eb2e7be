package io.dermflow.llm.narrative;

import java.util.Collection;
import java.util.Objects;
import java.util.regex.Pattern;

/// A sentence repeats what the person said of a mark as it was said, yes or no, and names no other
/// symptom as theirs. Behind an "if" any may be named, as advice does.
final class SymptomRule {

    private static final Pattern SENTENCE = Pattern.compile("[.;!?]");
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "[,:()]|(?<!\\p{L})(?:and|but|und|aber|sondern|y|e|pero|sino|et|mais|mas)(?!\\p{L})",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final Evidence evidence;
    private final String language;
    private final Words words = Words.known();

    SymptomRule(Evidence evidence, String language) {
        this.evidence = evidence;
        this.language = language;
    }

    boolean keeps(String text, Collection<String> ids) {
        return SENTENCE.splitAsStream(text).allMatch(sentence -> keepsIn(sentence, ids));
    }

    private boolean keepsIn(String sentence, Collection<String> ids) {
        boolean supposed = false;
        for (String clause : CLAUSE.split(sentence)) {
            supposed |= words.in("condition." + language, clause);
            boolean denied = words.in("negation." + language, clause);
            if (!supposed
                    && !words.lists("symptom", clause).stream()
                            .allMatch(symptom -> wasSaid(symptom, !denied, ids))) {
                return false;
            }
        }
        return true;
    }

    private boolean wasSaid(String symptom, boolean yes, Collection<String> ids) {
        return ids.stream()
                .map(id -> evidence.said(id).get(symptom))
                .filter(Objects::nonNull)
                .anyMatch(said -> said == yes);
    }
}
