package io.dermflow.llm.narrative;

import static io.dermflow.events.narrative.Narrative.Claim.Kind.ADVICE;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.narrative.Narrative.Claim;
import io.dermflow.events.narrative.Narrative.Urgency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What to do next: a clinician when the rules say so, looking again, protection from the sun.
final class AdviceSentences {

    private final Analysis analysis;
    private final Phrases phrases;

    AdviceSentences(Analysis analysis, Phrases phrases) {
        this.analysis = analysis;
        this.phrases = phrases;
    }

    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        if (LesionSentences.lookedFor(analysis)) {
            addForLesions(claims);
        }
        markedly(analysis).forEach((feature, places) -> claims.add(forFeature(feature, places)));
        if (LesionSentences.lookedFor(analysis) || !analysis.features().isEmpty()) {
            claims.add(new Claim(phrases.say("advice.sun"), ADVICE, List.of()));
        }
        return claims;
    }

    private void addForLesions(List<Claim> claims) {
        List<String> ids = analysis.findings().stream().map(Finding::id).toList();
        if (UrgencyRules.of(analysis).compareTo(Urgency.SOON) >= 0) {
            List<String> marked =
                    analysis.findings().stream()
                            .filter(UrgencyRules::standsOut)
                            .map(Finding::id)
                            .toList();
            boolean byFigures = analysis.findings().stream().anyMatch(UrgencyRules::manyMarks);
            claims.add(
                    new Claim(
                            phrases.say(byFigures ? "advice.soon" : "advice.class"),
                            ADVICE,
                            marked));
        }
        if (!ids.isEmpty()) {
            claims.add(new Claim(phrases.say("advice.watch"), ADVICE, ids));
        }
        claims.add(new Claim(phrases.say("advice.change"), ADVICE, ids));
    }

    private Claim forFeature(String feature, List<SkinFeature> places) {
        List<String> regions = places.stream().map(SkinFeature::region).distinct().toList();
        return new Claim(
                phrases.say("advice.feature", phrases.word(feature), phrases.words(regions)),
                ADVICE,
                places.stream().map(SkinFeature::id).distinct().toList());
    }

    /// Features whose band is high somewhere, with the places.
    static Map<String, List<SkinFeature>> markedly(Analysis analysis) {
        Map<String, List<SkinFeature>> marked = new LinkedHashMap<>();
        analysis.features().stream()
                .filter(one -> Band.marked(one) == Band.HIGH)
                .forEach(one ->
                        marked.computeIfAbsent(one.feature(), _ -> new ArrayList<>()).add(one));
        return marked;
    }
}
