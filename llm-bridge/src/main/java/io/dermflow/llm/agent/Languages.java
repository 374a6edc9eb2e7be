package io.dermflow.llm.agent;

import io.dermflow.events.narrative.ReportLanguage;
import io.dermflow.llm.stylist.Folded;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// In which of the five languages to answer: the message's own, as far as its common words tell,
/// else the best that the client accepts, else English. Immutable.
final class Languages {

    /// So many common words, and more than of any other language, before a guess is made.
    private static final long SURE = 2;

    private final Map<String, Set<String>> common = new LinkedHashMap<>();

    Languages() {
        for (String line : WordFiles.lines("common_words.txt")) {
            List<String> words = Arrays.asList(line.split(" "));
            common.put(words.getFirst(), Set.copyOf(words.subList(1, words.size())));
        }
    }

    String of(String message, @Nullable String acceptLanguage) {
        List<String> words = Arrays.asList(Folded.of(message).split("[^a-z']+", -1));
        String best = ReportLanguage.accepted(acceptLanguage).tag();
        long most = count(words, best);
        for (String language : common.keySet()) {
            long found = count(words, language);
            if (found > most && found >= SURE) {
                best = language;
                most = found;
            }
        }
        return best;
    }

    private long count(List<String> words, String language) {
        Set<String> known = common.getOrDefault(language, Set.of());
        return words.stream().filter(known::contains).count();
    }
}
