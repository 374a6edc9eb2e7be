package io.dermflow.llm.agent;

import io.dermflow.llm.stylist.Folded;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Words that no model may answer: danger to life, an emergency, a mark that a clinician should
/// see. Looked for in all five languages, whatever language was asked for. Immutable.
final class RedFlags {

    /// The more pressing first.
    enum Kind {
        SELF_HARM,
        EMERGENCY,
        CLINICIAN;

        String phrase() {
            return "safety_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param language of the words that raised it: the language of the answer
    record Flag(Kind kind, String language) {}

    private record Rule(String language, Pattern pattern) {}

    private final Map<Kind, List<Rule>> rules = new EnumMap<>(Kind.class);

    RedFlags() {
        for (String line : WordFiles.lines("red_flags.txt")) {
            String[] parts = line.split(" ", 3);
            rules.computeIfAbsent(
                            Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), _ -> new ArrayList<>())
                    .add(new Rule(parts[1], Pattern.compile(parts[2])));
        }
    }

    /// @param language preferred for the answer when the words belong to several
    Optional<Flag> in(String message, String language) {
        String folded = Folded.of(message);
        for (Kind kind : Kind.values()) {
            List<String> languages =
                    rules.getOrDefault(kind, List.of()).stream()
                            .filter(rule -> rule.pattern().matcher(folded).find())
                            .map(Rule::language)
                            .toList();
            if (!languages.isEmpty()) {
                String answer = languages.contains(language) ? language : languages.getFirst();
                return Optional.of(new Flag(kind, answer));
            }
        }
        return Optional.empty();
    }
}
