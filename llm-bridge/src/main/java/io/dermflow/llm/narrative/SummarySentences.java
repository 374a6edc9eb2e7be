package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.Face;
import java.util.ArrayList;
import java.util.List;

/// The report in two or three sentences: what was looked at, and how much of it there is.
final class SummarySentences {

    /// The one region of a picture without a face.
    private static final List<String> WHOLE = List.of("skin");

    private final Analysis analysis;
    private final Phrases phrases;

    SummarySentences(Analysis analysis, Phrases phrases) {
        this.analysis = analysis;
        this.phrases = phrases;
    }

    String text() {
        List<String> sentences = new ArrayList<>();
        if (LesionSentences.lookedFor(analysis)) {
            sentences.add(lesions());
        }
        if (!analysis.features().isEmpty()) {
            List<String> regions = List.copyOf(SkinSentences.byRegion(analysis).keySet());
            sentences.add(
                    regions.equals(WHOLE)
                            ? phrases.say("summary.skin")
                            : phrases.say("summary.features", phrases.words(regions)));
        }
        Face face = analysis.face();
        if (face != null) {
            sentences.add(
                    phrases.say(
                            "summary.face",
                            phrases.word(face.shape()),
                            phrases.word(face.season())));
        } else if (analysis.skin() != null && sentences.isEmpty()) {
            sentences.add(phrases.say("summary.tone"));
        }
        Body body = analysis.body();
        if (body != null && !body.measures().isEmpty()) {
            sentences.add(phrases.say("summary.body", body.measures().size()));
        }
        return sentences.isEmpty() ? phrases.say("summary.nothing") : String.join(" ", sentences);
    }

    private String lesions() {
        int count = analysis.findings().size();
        return switch (count) {
            case 0 -> phrases.say("summary.none");
            case 1 -> phrases.say("summary.one");
            default -> phrases.say("summary.many", count);
        };
    }
}
