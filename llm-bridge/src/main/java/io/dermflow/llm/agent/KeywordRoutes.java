package io.dermflow.llm.agent;

import io.dermflow.llm.stylist.Folded;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Sorts a message by its words alone; for when no model answers in time. Immutable.
final class KeywordRoutes {

    private final Set<String> clothing =
            WordFiles.lines("clothing_words.txt").stream()
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .collect(Collectors.toUnmodifiableSet());

    Route of(String message) {
        String folded = Folded.of(message);
        return clothing.stream().anyMatch(word -> Folded.has(folded, word))
                ? Route.CLOTHING
                : Route.GENERAL;
    }
}
