package io.dermflow.llm.narrative;

import static io.dermflow.events.narrative.Narrative.Claim.Kind.CAVEAT;
import static io.dermflow.events.narrative.Narrative.Claim.Kind.OBSERVATION;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.narrative.Narrative.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Where on a face a feature of the skin stands out, one sentence for each feature that does.
final class RegionSentences {

    private final List<Contrast> contrasts;
    private final Phrases phrases;

    RegionSentences(Analysis analysis, Phrases phrases) {
        this.contrasts = Contrast.in(analysis);
        this.phrases = phrases;
    }

    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        contrasts.forEach(one -> claims.add(standsOut(one)));
        List<String> low =
                contrasts.stream().filter(Contrast::lowConfidence).map(Contrast::id).toList();
        if (!low.isEmpty()) {
            claims.add(new Claim(phrases.say("regions.low"), CAVEAT, low));
        }
        return claims;
    }

    private Claim standsOut(Contrast contrast) {
        String places =
                contrast.highest().stream()
                        .map(place -> item(contrast, place))
                        .collect(Collectors.joining(", "));
        String text =
                contrast.elsewhere()
                        .map(other ->
                                phrases.say(
                                        "regions.highest",
                                        phrases.word(contrast.feature()),
                                        places,
                                        value(contrast, other)))
                        .orElseGet(() -> phrases.say("regions.darker", places));
        return new Claim(text, OBSERVATION, List.of(contrast.id()));
    }

    private String item(Contrast contrast, Contrast.Place place) {
        return phrases.say(
                "regions.item",
                phrases.word(place.region()),
                value(contrast, place.value()),
                value(contrast, place.uncertainty()));
    }

    private String value(Contrast contrast, double value) {
        return phrases.say(
                contrast.inPercent() ? "regions.percent" : "regions.value",
                Rounded.to(value, contrast.digits()));
    }
}
