package io.dermflow.llm.narrative;

import static io.dermflow.events.narrative.Narrative.Claim.Kind.CAVEAT;
import static io.dermflow.events.narrative.Narrative.Claim.Kind.OBSERVATION;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.DetectionLimit;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.narrative.Narrative.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What was found on the skin, or that nothing was, and below what size nothing can be said.
final class LesionSentences {

    private static final int MOST_CLASSES = 4;

    private final Analysis analysis;
    private final Phrases phrases;

    LesionSentences(Analysis analysis, Phrases phrases) {
        this.analysis = analysis;
        this.phrases = phrases;
    }

    /// Whether lesions were looked for.
    static boolean lookedFor(Analysis analysis) {
        return !analysis.findings().isEmpty() || analysis.detectionLimit() != null;
    }

    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        boolean believed = NameableClasses.of(analysis).believed();
        for (Finding finding : analysis.findings()) {
            claims.add(seen(finding));
            if (believed && !finding.classes().isEmpty()) {
                claims.add(classes(finding));
            }
        }
        if (lookedFor(analysis)) {
            if (analysis.findings().isEmpty()) {
                claims.add(nothing());
            } else if (analysis.findings().stream().allMatch(one -> one.sizeMm() == null)) {
                claims.add(new Claim(phrases.say("limits.size"), CAVEAT, ids()));
            }
        }
        return claims;
    }

    private List<String> ids() {
        return analysis.findings().stream().map(Finding::id).toList();
    }

    Claim seen(Finding finding) {
        StringBuilder text =
                new StringBuilder(
                        phrases.say(
                                "finding.seen",
                                finding.id(),
                                Rounded.to(finding.areaFraction() * 100, 1),
                                Rounded.percent(finding.score())));
        var size = finding.sizeMm();
        if (size != null) {
            text.append(' ')
                    .append(
                            phrases.say(
                                    "finding.size",
                                    Rounded.to(size.value(), 1),
                                    Rounded.to(size.uncertainty(), 1)));
        }
        var abcd = finding.abcd();
        if (abcd != null && !abcd.colours().isEmpty()) {
            text.append(' ')
                    .append(
                            phrases.say(
                                    "finding.figures",
                                    abcd.asymmetry(),
                                    abcd.border(),
                                    phrases.words(abcd.colours())));
        }
        return new Claim(text.toString(), OBSERVATION, List.of(finding.id()));
    }

    private Claim classes(Finding finding) {
        List<String> shares =
                finding.classes().stream()
                        .limit(MOST_CLASSES)
                        .map(one ->
                                phrases.say(
                                        "finding.class",
                                        phrases.diagnosis(one),
                                        Rounded.percent(one.probability())))
                        .toList();
        return new Claim(
                phrases.say("finding.classes", finding.id(), String.join(", ", shares)),
                OBSERVATION,
                List.of(finding.id()));
    }

    private Claim nothing() {
        DetectionLimit limit = Objects.requireNonNull(analysis.detectionLimit());
        long pixels = Math.round(limit.minDiameterPx());
        Double millimetres = limit.minDiameterMm();
        String text =
                millimetres == null
                        ? phrases.say("none.seen", pixels)
                        : phrases.say("none.seen.mm", pixels, Rounded.to(millimetres, 1));
        return new Claim(text, OBSERVATION, List.of("detection_limit"));
    }
}
