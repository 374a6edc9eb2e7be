package io.dermflow.llm.narrative;

import static io.dermflow.events.narrative.Narrative.Claim.Kind.ADVICE;
import static io.dermflow.events.narrative.Narrative.Claim.Kind.CAVEAT;
import static io.dermflow.events.narrative.Narrative.Claim.Kind.OBSERVATION;

import io.dermflow.events.analysis.Body;
import io.dermflow.events.narrative.Narrative.Claim;
import java.util.ArrayList;
import java.util.List;

/// The measures of the body, each with its uncertainty and where it comes from, and its form.
final class BodySentences {

    /// All eight, in the order of the result document.
    static final List<String> MEASURES =
            List.of(
                    "height_cm",
                    "shoulder_width_cm",
                    "chest_circumference_cm",
                    "waist_circumference_cm",
                    "hip_circumference_cm",
                    "inseam_cm",
                    "torso_length_cm",
                    "neck_circumference_cm");

    private final Body body;
    private final Phrases phrases;

    BodySentences(Body body, Phrases phrases) {
        this.body = body;
        this.phrases = phrases;
    }

    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        body.measures().forEach(measure -> claims.add(measured(measure)));
        Body.Shape shape = body.shape();
        if (shape != null) {
            claims.add(
                    new Claim(
                            phrases.say(
                                    "body.shape",
                                    phrases.word(shape.type()),
                                    Rounded.percent(shape.confidence())),
                            OBSERVATION,
                            List.of("shape")));
        }
        addMissing(claims);
        addAdvice(claims);
        return claims;
    }

    private Claim measured(Body.Measure measure) {
        String key = measure.lowConfidence() ? "body.measure.low" : "body.measure";
        return new Claim(
                phrases.say(
                        key,
                        phrases.headword(measure.name()),
                        Rounded.to(measure.value(), 1),
                        Rounded.to(measure.uncertainty(), 1),
                        source(measure.source())),
                OBSERVATION,
                List.of("metrics." + measure.name()));
    }

    private String source(String source) {
        return phrases.has("source." + source) ? phrases.say("source." + source) : source;
    }

    private void addMissing(List<Claim> claims) {
        List<String> taken = body.measures().stream().map(Body.Measure::name).toList();
        List<String> missing = MEASURES.stream().filter(name -> !taken.contains(name)).toList();
        if (!missing.isEmpty()) {
            claims.add(
                    new Claim(
                            phrases.say("body.missing", phrases.words(missing)),
                            CAVEAT,
                            List.of()));
            claims.add(new Claim(phrases.say("body.again"), ADVICE, List.of()));
        }
    }

    private void addAdvice(List<Claim> claims) {
        List<String> ids =
                body.measures().stream().map(measure -> "metrics." + measure.name()).toList();
        if (!ids.isEmpty()) {
            claims.add(new Claim(phrases.say("body.advice"), ADVICE, ids));
        }
    }
}
