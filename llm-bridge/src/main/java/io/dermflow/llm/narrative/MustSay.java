package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.narrative.Narrative.Claim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What no report may leave out, whoever writes it: each finding, the detection limit where nothing
/// was found, and each weakness of the pictures. What a model left out is said in fixed sentences.
final class MustSay {

    private MustSay() {}

    static List<Claim> completed(List<Claim> claims, Analysis analysis, Phrases phrases) {
        Set<String> said = new HashSet<>();
        claims.forEach(claim -> said.addAll(claim.evidence()));
        List<Claim> all = new ArrayList<>(claims);
        var lesions = new LesionSentences(analysis, phrases);
        for (Finding finding : analysis.findings()) {
            if (!said.contains(finding.id())) {
                all.add(lesions.seen(finding));
            }
        }
        if (analysis.findings().isEmpty() && !said.contains("detection_limit")) {
            all.addAll(lesions.claims());
        }
        new QualitySentences(analysis.quality(), phrases)
                .claims().stream()
                        .filter(claim -> !said.containsAll(claim.evidence()))
                        .forEach(all::add);
        return all;
    }
}
