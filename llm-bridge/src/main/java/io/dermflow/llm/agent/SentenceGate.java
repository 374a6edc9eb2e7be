package io.dermflow.llm.agent;

import io.dermflow.llm.stylist.Folded;
import io.dermflow.llm.text.ModelTextStream;
import java.util.List;
import java.util.regex.Pattern;

/// Lets a model's answer through sentence by sentence: cleaned, and without sentences that sound
/// like a diagnosis, an all-clear or a treatment. A word can't be taken back once it was shown, so
/// a sentence is held until it is whole. One per answer; for one thread.
final class SentenceGate {

    private static final Pattern END = Pattern.compile("[.!?…](?=\\s)|\\n");
    private static final int LONGEST_SENTENCE = 800;
    private static final List<Pattern> FORBIDDEN =
            WordFiles.lines("diagnoses.txt").stream().map(Pattern::compile).toList();

    private final ModelTextStream clean = new ModelTextStream();
    private final StringBuilder held = new StringBuilder();
    private int leftOut;

    /// What may be shown now; often empty.
    String next(String piece) {
        held.append(clean.next(piece));
        return wholeSentences();
    }

    /// What is left when the answer has ended.
    String end() {
        held.append(clean.end());
        String whole = wholeSentences();
        String rest = allowed(held.toString());
        held.setLength(0);
        return whole + rest;
    }

    /// How many sentences were not let through.
    int leftOut() {
        return leftOut;
    }

    private String wholeSentences() {
        StringBuilder shown = new StringBuilder();
        int end = sentenceEnd();
        while (end > 0) {
            shown.append(allowed(held.substring(0, end)));
            held.delete(0, end);
            end = sentenceEnd();
        }
        return shown.toString();
    }

    private int sentenceEnd() {
        var end = END.matcher(held);
        if (end.find()) {
            return end.end();
        }
        return held.length() > LONGEST_SENTENCE ? held.length() : 0;
    }

    private String allowed(String sentence) {
        String folded = Folded.of(sentence);
        if (FORBIDDEN.stream().anyMatch(pattern -> pattern.matcher(folded).find())) {
            leftOut++;
            return "";
        }
        return sentence;
    }
}
