package io.dermflow.llm.narrative;

import io.dermflow.events.narrative.Narrative.Claim;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Decides sentence by sentence whether a model's text may be shown: its evidence exists, every
/// number in it is a measured one with its unit, it names no other place, no disease, no degree and
/// no treatment that was not measured, and no symptom that the person did not tell, gives no
/// all-clear, carries nothing active and is in the language asked for. Deterministic; the reason of
/// a refusal is a rule's name, for the metric and for the repair round. Wrongly dropping a good
/// sentence costs a sentence; the other error costs trust, so in doubt a rule drops.
final class ClaimCheck {

    private final Evidence evidence;
    private final List<String> ofThePerson;
    private final FormRules form;
    private final NumberRule numbers;
    private final PlaceRule places;
    private final JudgementRules judgements;
    private final SymptomRule symptoms;

    ClaimCheck(Evidence evidence, String language, String instructions) {
        this.evidence = evidence;
        this.ofThePerson =
                evidence.ids().stream().filter(id -> !id.startsWith("quality.")).toList();
        this.form = new FormRules(language, instructions);
        this.numbers = new NumberRule(evidence, language);
        this.places = new PlaceRule(evidence);
        this.judgements = new JudgementRules(evidence);
        this.symptoms = new SymptomRule(evidence, language);
    }

    /// The rule the claim breaks, or empty when it may stand.
    Optional<String> brokenRule(Claim claim) {
        if (claim.evidence().isEmpty() || !evidence.ids().containsAll(claim.evidence())) {
            return Optional.of("unknown_evidence");
        }
        return brokenRule(claim.text(), claim.evidence());
    }

    /// The same for a sentence without evidence of its own: it may use any fact about the person.
    /// The figures of the picture's quality are kept from it, because they would lend themselves to
    /// sentences about the skin.
    Optional<String> brokenRuleOfSummary(String text) {
        return brokenRule(text, ofThePerson);
    }

    private Optional<String> brokenRule(String text, Collection<String> ids) {
        return form.broken(text)
                .or(() -> judgements.broken(text, ids))
                .or(() -> numbers.broken(text, ids))
                .or(() -> places.keeps(text, ids) ? Optional.empty() : Optional.of("wrong_place"))
                .or(() -> symptoms.keeps(text, ids) ? Optional.empty() : Optional.of("unsaid"));
    }
}
