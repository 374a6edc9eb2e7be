package io.dermflow.llm.narrative;

import static io.dermflow.events.narrative.Narrative.Claim.Kind.CAVEAT;
import static io.dermflow.events.narrative.Narrative.Claim.Kind.OBSERVATION;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.events.narrative.Narrative.Claim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The features of the skin, one sentence for each place, and its colour.
final class SkinSentences {

    private static final String LOW = "low";

    private final Analysis analysis;
    private final Phrases phrases;

    SkinSentences(Analysis analysis, Phrases phrases) {
        this.analysis = analysis;
        this.phrases = phrases;
    }

    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        byRegion(analysis).forEach((region, features) -> claims.add(scores(region, features)));
        addLowConfidence(claims);
        SkinTone tone = analysis.skin();
        if (tone != null) {
            addTone(claims, tone);
        }
        return claims;
    }

    static Map<String, List<SkinFeature>> byRegion(Analysis analysis) {
        return analysis.features().stream()
                .collect(
                        Collectors.groupingBy(
                                SkinFeature::region, LinkedHashMap::new, Collectors.toList()));
    }

    private Claim scores(String region, List<SkinFeature> features) {
        String items = String.join(", ", features.stream().map(this::item).toList());
        return new Claim(
                phrases.say("feature.region", phrases.headword(region), items),
                OBSERVATION,
                features.stream().map(SkinFeature::id).distinct().toList());
    }

    private String item(SkinFeature feature) {
        String name = phrases.word(feature.feature());
        long score = Math.round(feature.score());
        String band = phrases.say(Band.of(feature).key());
        return Band.better(feature)
                ? phrases.say(
                        "feature.item.better", name, score, band, phrases.say("higher_is_better"))
                : phrases.say("feature.item", name, score, band);
    }

    private void addLowConfidence(List<Claim> claims) {
        List<SkinFeature> low =
                analysis.features().stream().filter(one -> one.confidence().equals(LOW)).toList();
        if (!low.isEmpty()) {
            Set<String> places = new LinkedHashSet<>();
            low.forEach(one -> places.add(phrases.word(one.region())));
            claims.add(
                    new Claim(
                            phrases.say("feature.low", String.join(", ", places)),
                            CAVEAT,
                            low.stream().map(SkinFeature::id).distinct().toList()));
        }
    }

    private void addTone(List<Claim> claims, SkinTone tone) {
        claims.add(
                new Claim(
                        phrases.say(
                                "skin.tone",
                                Rounded.to(tone.ita(), 1),
                                phrases.word(tone.itaClass()),
                                tone.monkBucket(),
                                tone.monkSecond()),
                        OBSERVATION,
                        List.of("skin.ita", "skin.monk")));
        claims.add(
                new Claim(
                        phrases.say("skin.undertone", phrases.word(tone.undertone())),
                        OBSERVATION,
                        List.of("skin.undertone")));
        if (!tone.palette().isEmpty()) {
            String colours =
                    tone.palette().stream()
                            .map(swatch -> phrases.word(swatch.name()) + " (" + swatch.hex() + ")")
                            .collect(Collectors.joining(", "));
            claims.add(
                    new Claim(
                            phrases.say("skin.palette", colours),
                            OBSERVATION,
                            List.of("skin.palette")));
        }
        if (!tone.calibrated()) {
            claims.add(new Claim(phrases.say("skin.low"), CAVEAT, List.of("skin.confidence")));
        }
    }
}
