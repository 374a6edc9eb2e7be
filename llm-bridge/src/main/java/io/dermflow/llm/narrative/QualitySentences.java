package io.dermflow.llm.narrative;

import static io.dermflow.events.narrative.Narrative.Claim.Kind.ADVICE;
import static io.dermflow.events.narrative.Narrative.Claim.Kind.CAVEAT;

import io.dermflow.events.analysis.Quality;
import io.dermflow.events.narrative.Narrative.Claim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is wrong with the pictures and what to do about it; each problem once, though several
/// pictures may have it.
final class QualitySentences {

    private final Quality quality;
    private final Phrases phrases;

    QualitySentences(Quality quality, Phrases phrases) {
        this.quality = quality;
        this.phrases = phrases;
    }

    List<Claim> claims() {
        Map<String, Quality.Check> problems = new LinkedHashMap<>();
        quality.checks().stream()
                .filter(check -> check.verdict() != Quality.Verdict.PASS)
                .forEach(check -> problems.putIfAbsent(check.code(), check));
        List<Claim> claims = new ArrayList<>();
        problems.values().forEach(check -> add(claims, check));
        return claims;
    }

    private void add(List<Claim> claims, Quality.Check check) {
        List<String> id = List.of("quality." + check.code());
        claims.add(
                new Claim(
                        phrases.say(
                                "quality.problem",
                                name(check.code()),
                                Rounded.to(check.value(), 2),
                                phrases.word(check.unit()),
                                Rounded.to(check.limit(), 2)),
                        CAVEAT,
                        id));
        phrases.action(check.code()).ifPresent(action -> claims.add(new Claim(action, ADVICE, id)));
    }

    private String name(String code) {
        return phrases.has("quality." + code)
                ? phrases.say("quality." + code)
                : phrases.say("quality.other", code.replace('_', ' '));
    }
}
