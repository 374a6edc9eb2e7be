package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.Face;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.Narrative.Claim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes the report from fixed sentences and measured figures: the default without a model, and
/// what is left when a model fails. It says so in `generator`. Every kind of analysis has its
/// sentences, in every language of [Phrases].
@Component
class TemplateNarrator {

    private static final String VERSION = "template-2.1.0";

    /// @param said by the person
    /// @param fallbackReason why no model wrote it, or null when none is configured
    /// @param attempts how often a model was asked before
    Narrative write(
            Analysis analysis,
            Said said,
            String language,
            @Nullable String fallbackReason,
            int attempts) {
        Phrases phrases = Phrases.in(language);
        return new Narrative(
                phrases.language(),
                new SummarySentences(analysis, phrases).text(),
                claims(analysis, said, phrases),
                UrgencyRules.of(analysis),
                new RoutineRules(analysis, phrases).routine(),
                QuestionRules.questions(analysis, phrases),
                phrases.say("disclaimer"),
                new Narrative.Generator(
                        "template", VERSION, VERSION, "", attempts, 0, 0, fallbackReason));
    }

    private static List<Claim> claims(Analysis analysis, Said said, Phrases phrases) {
        List<Claim> claims = new ArrayList<>();
        claims.addAll(new LesionSentences(analysis, phrases).claims());
        claims.addAll(new SaidSentences(analysis, said, phrases).claims());
        claims.addAll(new SkinSentences(analysis, phrases).claims());
        claims.addAll(new RegionSentences(analysis, phrases).claims());
        Face face = analysis.face();
        if (face != null) {
            claims.addAll(new FaceSentences(face, phrases).claims());
        }
        Body body = analysis.body();
        if (body != null) {
            claims.addAll(new BodySentences(body, phrases).claims());
        }
        claims.addAll(new QualitySentences(analysis.quality(), phrases).claims());
        claims.addAll(new AdviceSentences(analysis, phrases).claims());
        return claims;
    }
}
