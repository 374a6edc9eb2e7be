package io.dermflow.llm.narrative;

import io.dermflow.events.narrative.Narrative.Claim;
import io.dermflow.events.narrative.Narrative.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is left of a draft after the check.
///
/// @param summary empty when it broke a rule
/// @param dropped how many sentences broke which rule
record CheckedReport(
        List<Claim> claims,
        String summary,
        Urgency urgency,
        List<String> questions,
        Map<String, Integer> dropped) {

    CheckedReport {
        claims = List.copyOf(claims);
        questions = List.copyOf(questions);
        dropped = Map.copyOf(dropped);
    }

    static CheckedReport of(DraftReport draft, Labels labels, ClaimCheck check) {
        Map<String, Integer> dropped = new TreeMap<>();
        if (draft.malformed() > 0) {
            dropped.put("malformed", draft.malformed());
        }
        List<Claim> kept = new ArrayList<>();
        for (Claim claim : draft.claims()) {
            Claim real = withIds(claim, labels);
            check.brokenRule(real)
                    .ifPresentOrElse(
                            rule -> dropped.merge(rule, 1, Integer::sum), () -> kept.add(real));
        }
        var summaryBreaks = check.brokenRuleOfSummary(draft.summary());
        summaryBreaks.ifPresent(rule -> dropped.merge(rule, 1, Integer::sum));
        List<String> questions = new ArrayList<>();
        for (String question : draft.questions()) {
            check.brokenRuleOfSummary(question)
                    .ifPresentOrElse(
                            rule -> dropped.merge(rule, 1, Integer::sum),
                            () -> questions.add(question));
        }
        return new CheckedReport(
                kept.stream().distinct().toList(),
                summaryBreaks.isEmpty() ? draft.summary() : "",
                draft.urgency(),
                questions.stream().distinct().toList(),
                dropped);
    }

    /// A label without a fact stays, and the check finds it.
    private static Claim withIds(Claim claim, Labels labels) {
        return new Claim(
                claim.text(),
                claim.kind(),
                claim.evidence().stream().map(label -> labels.id(label).orElse("?")).toList());
    }

    int droppedInAll() {
        return dropped.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Whether a second round is worth its tokens.
    boolean isPoor() {
        return claims.isEmpty() || droppedInAll() > claims.size();
    }
}
