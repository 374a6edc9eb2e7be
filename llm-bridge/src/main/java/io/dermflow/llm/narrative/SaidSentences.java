package io.dermflow.llm.narrative;

import static io.dermflow.events.narrative.Narrative.Claim.Kind.OBSERVATION;

import io.dermflow.events.LesionAnswers;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.narrative.Narrative.Claim;
import java.util.ArrayList;
import java.util.List;

/// What the person says of a mark, repeated where the classifier counted it in.
final class SaidSentences {

    private final Analysis analysis;
    private final Said said;
    private final Phrases phrases;

    SaidSentences(Analysis analysis, Said said, Phrases phrases) {
        this.analysis = analysis;
        this.said = said;
        this.phrases = phrases;
    }

    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (Finding finding : analysis.findings()) {
            List<String> counted = counted(finding);
            if (!counted.isEmpty()) {
                claims.add(
                        new Claim(
                                phrases.say(
                                        "finding.said", finding.id(), String.join(", ", counted)),
                                OBSERVATION,
                                List.of(finding.id())));
            }
        }
        return claims;
    }

    private List<String> counted(Finding finding) {
        List<String> counted = new ArrayList<>();
        if (Said.countsAge(finding)) {
            counted.add(phrases.say("said." + LesionAnswers.AGE));
        }
        said.of(finding)
                .forEach((name, yes) ->
                        counted.add(phrases.say("said." + name + (yes ? ".yes" : ".no"))));
        return counted;
    }
}
