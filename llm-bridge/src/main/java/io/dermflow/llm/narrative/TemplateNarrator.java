package io.dermflow.llm.narrative;

import static io.dermflow.events.narrative.Narrative.Claim.Kind.ADVICE;
import static io.dermflow.events.narrative.Narrative.Claim.Kind.CAVEAT;
import static io.dermflow.events.narrative.Narrative.Claim.Kind.OBSERVATION;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.Narrative.Claim;
import io.dermflow.events.narrative.Narrative.Urgency;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes the report from fixed sentences and measured figures: the default without a model, and
/// what is left when a model fails. It says so in `generator`.
@Component
class TemplateNarrator {

    private static final String VERSION = "template-1.0.0";

    /// @param fallbackReason why no model wrote it, or null when none is configured
    /// @param attempts how often a model was asked before
    Narrative write(
            Analysis analysis, String language, @Nullable String fallbackReason, int attempts) {
        Phrases phrases = Phrases.in(language);
        Urgency urgency = UrgencyRules.of(analysis);
        return new Narrative(
                phrases.language(),
                summary(analysis, phrases),
                claims(analysis, phrases, urgency),
                urgency,
                routine(phrases),
                phrases.list("questions"),
                phrases.say("disclaimer"),
                new Narrative.Generator(
                        "template", VERSION, VERSION, "", attempts, 0, 0, fallbackReason));
    }

    static Narrative.Routine routine(Phrases phrases) {
        return new Narrative.Routine(
                phrases.list("routine.morning"),
                phrases.list("routine.evening"),
                phrases.list("routine.weekly"),
                phrases.list("routine.contra"));
    }

    private static String summary(Analysis analysis, Phrases phrases) {
        int count = analysis.findings().size();
        return switch (count) {
            case 0 -> phrases.say("summary.none");
            case 1 -> phrases.say("summary.one");
            default -> phrases.say("summary.many", count);
        };
    }

    private static List<Claim> claims(Analysis analysis, Phrases phrases, Urgency urgency) {
        List<Claim> claims = new ArrayList<>();
        analysis.findings().forEach(finding -> claims.add(seen(finding, phrases)));
        if (analysis.findings().isEmpty()) {
            claims.add(nothing(analysis, phrases));
        }
        SkinTone skin = analysis.skin();
        if (skin != null) {
            addSkin(claims, skin, phrases);
        }
        addQuality(claims, analysis.quality(), phrases);
        addAdvice(claims, analysis, phrases, urgency);
        return claims;
    }

    private static Claim seen(Finding finding, Phrases phrases) {
        StringBuilder text =
                new StringBuilder(
                        phrases.say(
                                "finding.seen",
                                finding.id(),
                                Evidence.rounded(finding.areaFraction() * 100, 1),
                                Math.round(finding.score() * 100)));
        var size = finding.sizeMm();
        if (size != null) {
            text.append(' ')
                    .append(
                            phrases.say(
                                    "finding.size",
                                    Evidence.rounded(size.value(), 1),
                                    Evidence.rounded(size.uncertainty(), 1)));
        }
        var abcd = finding.abcd();
        if (abcd != null) {
            text.append(' ')
                    .append(
                            phrases.say(
                                    "finding.figures",
                                    abcd.asymmetry(),
                                    abcd.border(),
                                    String.join(", ", abcd.colours()).replace('_', ' ')));
        }
        return new Claim(text.toString(), OBSERVATION, List.of(finding.id()));
    }

    private static Claim nothing(Analysis analysis, Phrases phrases) {
        var limit = analysis.detectionLimit();
        return limit == null
                ? new Claim(phrases.say("none.plain"), OBSERVATION, List.of())
                : new Claim(
                        phrases.say("none.seen", Math.round(limit.minDiameterPx())),
                        OBSERVATION,
                        List.of("detection_limit"));
    }

    private static void addSkin(List<Claim> claims, SkinTone skin, Phrases phrases) {
        claims.add(
                new Claim(
                        phrases.say(
                                "skin.tone",
                                Evidence.rounded(skin.ita(), 1),
                                skin.itaClass().replace('_', ' '),
                                skin.monkBucket(),
                                skin.monkSecond()),
                        OBSERVATION,
                        List.of("skin.ita", "skin.monk")));
        claims.add(
                new Claim(
                        phrases.say("skin.undertone", skin.undertone()),
                        OBSERVATION,
                        List.of("skin.undertone")));
        if (!skin.calibrated()) {
            claims.add(new Claim(phrases.say("skin.low"), CAVEAT, List.of("skin.confidence")));
        }
    }

    private static void addQuality(List<Claim> claims, Quality quality, Phrases phrases) {
        for (var check : quality.checks()) {
            if (check.verdict() != Quality.Verdict.PASS) {
                claims.add(
                        new Claim(
                                phrases.say(
                                        "quality.problem",
                                        check.code().replace('_', ' '),
                                        Evidence.rounded(check.value(), 2),
                                        check.unit(),
                                        Evidence.rounded(check.limit(), 2)),
                                CAVEAT,
                                List.of("quality." + check.code())));
            }
        }
    }

    private static void addAdvice(
            List<Claim> claims, Analysis analysis, Phrases phrases, Urgency urgency) {
        List<String> ids = analysis.findings().stream().map(Finding::id).toList();
        if (!ids.isEmpty() && analysis.findings().stream().allMatch(f -> f.sizeMm() == null)) {
            claims.add(new Claim(phrases.say("limits.size"), CAVEAT, ids));
        }
        if (urgency == Urgency.SOON) {
            claims.add(new Claim(phrases.say("advice.soon"), ADVICE, ids));
        }
        if (!ids.isEmpty()) {
            claims.add(new Claim(phrases.say("advice.watch"), ADVICE, ids));
        }
        claims.add(new Claim(phrases.say("advice.change"), ADVICE, ids));
        claims.add(new Claim(phrases.say("advice.sun"), ADVICE, List.of()));
    }
}
