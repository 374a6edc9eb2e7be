package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.SkinFeature;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// No diagnosis without a coded finding, no all-clear, no treatment, and words of degree only as
/// they were measured.
final class JudgementRules {

    private static final String LOW = "low";

    private final Evidence evidence;
    private final Words words = Words.known();

    JudgementRules(Evidence evidence) {
        this.evidence = evidence;
    }

    Optional<String> broken(String text, Collection<String> ids) {
        if (words.in("all_clear", text)) {
            return Optional.of("all_clear");
        }
        if (words.in("treatment", text)) {
            return Optional.of("treatment");
        }
        if (!namesCodedFindingsOnly(text, ids)) {
            return Optional.of("diagnosis");
        }
        return degreesMeasured(text, ids) ? Optional.empty() : Optional.of("wrong_severity");
    }

    private boolean namesCodedFindingsOnly(String text, Collection<String> ids) {
        List<String> names =
                ids.stream()
                        .flatMap(id -> evidence.nameableClasses(id).stream())
                        .filter(one -> !one.code().isBlank())
                        .map(JudgementRules::names)
                        .toList();
        return words.found("diagnosis", text).stream()
                .allMatch(word -> names.stream().anyMatch(name -> name.contains(word)));
    }

    private static String names(Finding.ClassProbability one) {
        return (one.name() + " " + one.layName()).toLowerCase(Locale.ROOT);
    }

    private boolean degreesMeasured(String text, Collection<String> ids) {
        if (words.in("alarm", text)) {
            return false;
        }
        boolean compares = ids.stream().anyMatch(Contrast::isId);
        if (compares && words.in("least", text)) {
            return false;
        }
        List<SkinFeature> features =
                ids.stream().map(evidence::feature).filter(Objects::nonNull).toList();
        if (features.isEmpty() && !compares) {
            return true;
        }
        Set<String> measured = new HashSet<>();
        for (SkinFeature feature : features) {
            measured.add(Band.of(feature).name().toLowerCase(Locale.ROOT));
            if (feature.confidence().equals(LOW)) {
                measured.add(LOW);
            }
        }
        // Where places are compared, "most" and "höher" are what was measured, a degree is not.
        String degrees = compares ? words.without("comparative", text) : text;
        return measured.containsAll(words.lists("severity", degrees));
    }
}
