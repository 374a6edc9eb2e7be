package io.dermflow.llm.narrative;

import io.dermflow.events.narrative.Narrative.Claim;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decides sentence by sentence whether a model's text may be shown: its evidence exists, every
/// number in it is a measured one, it names no disease, gives no all-clear and carries nothing
/// active. Deterministic; the reason of a refusal is a rule's name, for the metric.
final class ClaimCheck {

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,](\\d+))?");
    private static final Pattern ACTIVE =
            Pattern.compile(
                    "https?:|www\\.|<[a-z/!]|\\]\\(|javascript:|@\\w+\\.",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\uFFFD]");

    /// Words that a measurement can't carry. Lower case, matched inside words.
    private static final Set<String> JUDGEMENTS =
            Set.of(
                    "melanom",
                    "carcinom",
                    "cancer",
                    "malign",
                    "benign",
                    "keratos",
                    "naevus",
                    "nevus",
                    "tumor",
                    "tumour",
                    "psoria",
                    "eczema",
                    "dermatitis",
                    "acne",
                    "rosacea",
                    "diagnos",
                    "healthy",
                    "harmless",
                    "all clear",
                    "nothing to worry",
                    "no risk",
                    "safe to ignore",
                    "prescri",
                    " mg ",
                    "dose");

    private final Evidence evidence;

    ClaimCheck(Evidence evidence) {
        this.evidence = evidence;
    }

    /// The rule the claim breaks, or empty when it may stand.
    Optional<String> brokenRule(Claim claim) {
        if (claim.evidence().isEmpty() || !evidence.ids().containsAll(claim.evidence())) {
            return Optional.of("unknown_evidence");
        }
        if (!numbersMeasured(claim.text(), claim.evidence())) {
            return Optional.of("unmeasured_number");
        }
        return brokenRule(claim.text());
    }

    /// The same for a sentence without evidence of its own: it may use any fact.
    Optional<String> brokenRuleOfSummary(String text) {
        return numbersMeasured(text, evidence.ids())
                ? brokenRule(text)
                : Optional.of("unmeasured_number");
    }

    private static Optional<String> brokenRule(String text) {
        if (text.isBlank()) {
            return Optional.of("empty");
        }
        if (ACTIVE.matcher(text).find()) {
            return Optional.of("active_content");
        }
        if (HIDDEN.matcher(text).find()) {
            return Optional.of("hidden_characters");
        }
        String lower = " " + text.toLowerCase(Locale.ROOT) + " ";
        return JUDGEMENTS.stream().anyMatch(lower::contains)
                ? Optional.of("judgement")
                : Optional.empty();
    }

    private boolean numbersMeasured(String text, Iterable<String> ids) {
        Matcher numbers = NUMBER.matcher(text.replaceAll("\\bF\\d+\\b", ""));
        while (numbers.find()) {
            String decimals = numbers.group(1);
            double tolerance = 0.5 * Math.pow(10, decimals == null ? 0 : -decimals.length()) + 1e-9;
            double value = Double.parseDouble(numbers.group().replace(',', '.'));
            boolean measured = false;
            for (String id : ids) {
                measured |= evidence.supports(id, value, tolerance);
            }
            if (!measured) {
                return false;
            }
        }
        return true;
    }
}
