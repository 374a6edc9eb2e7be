package io.dermflow.llm.narrative;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every number of a sentence is one of its facts' own, within rounding, with that fact's unit.
final class NumberRule {

    private final Evidence evidence;
    private final String language;

    NumberRule(Evidence evidence, String language) {
        this.evidence = evidence;
        this.language = language;
    }

    Optional<String> broken(String text, Collection<String> ids) {
        for (Quantity quantity : Quantity.in(text)) {
            if (!measured(quantity, ids, false)) {
                return Optional.of("unmeasured_number");
            }
            if (!measured(quantity, ids, true)) {
                return Optional.of("wrong_unit");
            }
        }
        for (double number : Words.known().numbers(language, text)) {
            if (!measured(new Quantity(number, 1e-9, null), ids, false)) {
                return Optional.of("unmeasured_number");
            }
        }
        return Optional.empty();
    }

    private boolean measured(Quantity quantity, Collection<String> ids, boolean withUnit) {
        return ids.stream()
                .map(id -> evidence.facts().getOrDefault(id, Map.of()))
                .flatMap(facts -> facts.entrySet().stream())
                .filter(fact -> fact.getValue() instanceof Number)
                .filter(fact -> !withUnit || fits(quantity.unit(), unitOf(fact.getKey())))
                .mapToDouble(fact -> ((Number) fact.getValue()).doubleValue())
                .anyMatch(value -> Math.abs(value - quantity.value()) <= quantity.tolerance());
    }

    private static boolean fits(@Nullable String written, @Nullable String measured) {
        return written == null || written.equals(measured);
    }

    private static @Nullable String unitOf(String fact) {
        String end = fact.substring(fact.lastIndexOf('_') + 1);
        return switch (end) {
            case "percent" -> "%";
            case "mm", "cm", "px", "degrees" -> end;
            default -> null;
        };
    }
}
