package io.dermflow.llm.narrative;

import static io.dermflow.events.narrative.Narrative.Claim.Kind.CAVEAT;
import static io.dermflow.events.narrative.Narrative.Claim.Kind.OBSERVATION;

import io.dermflow.events.analysis.Face;
import io.dermflow.events.narrative.Narrative.Claim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form of the face and its colour season, each with the one that came second.
final class FaceSentences {

    private static final String SHAPE = "face.shape";
    private static final String SEASON = "face.season";

    private final Face face;
    private final Phrases phrases;

    FaceSentences(Face face, Phrases phrases) {
        this.face = face;
        this.phrases = phrases;
    }

    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        claims.add(nearest(SHAPE, face.shape(), face.shapeScore(), face.shapeScores()));
        double season = scoreOf(face.season(), face.seasonScores());
        claims.add(nearest(SEASON, face.season(), season, face.seasonScores()));
        claims.add(new Claim(phrases.say("face.season.note"), CAVEAT, List.of(SEASON)));
        if (!face.features().isEmpty()) {
            claims.add(
                    new Claim(
                            phrases.say("face.features", phrases.words(face.features())),
                            OBSERVATION,
                            List.of("face.features")));
        }
        if (face.confidence().equals("low")) {
            claims.add(new Claim(phrases.say("face.low"), CAVEAT, List.of(SHAPE, SEASON)));
        }
        return claims;
    }

    private Claim nearest(String id, String first, double score, Map<String, Double> scores) {
        String name = phrases.word(first);
        long percent = Rounded.percent(score);
        String text =
                runnerUp(first, scores)
                        .map(second ->
                                phrases.say(
                                        id,
                                        name,
                                        percent,
                                        phrases.word(second.getKey()),
                                        Rounded.percent(second.getValue())))
                        .orElseGet(() -> phrases.say(id + ".only", name, percent));
        return new Claim(text, OBSERVATION, List.of(id));
    }

    /// The best of the others; ties go by name, so that a report can be repeated.
    static Optional<Map.Entry<String, Double>> runnerUp(String first, Map<String, Double> scores) {
        return scores.entrySet().stream()
                .filter(entry -> !entry.getKey().equalsIgnoreCase(first))
                .min(
                        Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()));
    }

    static double scoreOf(String name, Map<String, Double> scores) {
        return scores.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .mapToDouble(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
    }
}
