package io.dermflow.llm.narrative;

import io.dermflow.llm.text.Links;
import io.dermflow.llm.text.Markup;
import io.dermflow.llm.text.ModelText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A sentence is plain, in the language that was asked for, and the model's own.
final class FormRules {

    private static final int ENOUGH_WORDS = 4;
    private static final int LONG = 6;
    private static final int ECHO = 7;
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\uFFFD]");
    private static final Pattern LABEL =
            Pattern.compile(
                    "\\b[RQ]\\d+\\b|\\b(?:features|metrics|quality)\\.|\\bregions\\.\\p{L}");
    private static final Pattern BLANK = Pattern.compile("[\\s\\u00a0\\u202f]");
    private static final Pattern FOREIGN_LETTER = Pattern.compile("[\\p{L}&&[^\\p{IsLatin}]]");

    private final String language;
    private final Set<String> instructions;

    /// @param instructions of the prompt, which must not come back as an answer
    FormRules(String language, String instructions) {
        this.language = language;
        this.instructions = runs(instructions);
    }

    Optional<String> broken(String text) {
        if (text.isBlank()) {
            return Optional.of("empty");
        }
        if (HIDDEN.matcher(text).find()) {
            return Optional.of("hidden_characters");
        }
        if (Links.in(text) || Markup.in(text) || !isPlain(text)) {
            return Optional.of("active_content");
        }
        if (LABEL.matcher(text).find()) {
            return Optional.of("label");
        }
        if (runs(text).stream().anyMatch(instructions::contains)) {
            return Optional.of("prompt_echo");
        }
        return inLanguage(text) ? Optional.empty() : Optional.of("wrong_language");
    }

    /// Cleaning may move blanks, as the one before a French colon; what loses more was not plain.
    private static boolean isPlain(String text) {
        return withoutBlanks(ModelText.clean(text)).equals(withoutBlanks(text));
    }

    private static String withoutBlanks(String text) {
        return BLANK.matcher(text).replaceAll("");
    }

    /// By its commonest words: the language asked for must not be beaten by another, and a longer
    /// sentence must have some of them.
    private boolean inLanguage(String text) {
        if (FOREIGN_LETTER.matcher(text).find()) {
            return false;
        }
        int words = Words.words(text).size();
        if (words < ENOUGH_WORDS) {
            return true;
        }
        Map<String, Long> common = Words.known().commonWords(text);
        long own = common.getOrDefault(language, 0L);
        long most = common.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return own == most && (own > 0 || words < LONG);
    }

    /// Every run of seven words.
    private static Set<String> runs(String text) {
        List<String> words = Words.words(text);
        Set<String> runs = new HashSet<>();
        for (int at = 0; at + ECHO <= words.size(); at++) {
            runs.add(String.join(" ", words.subList(at, at + ECHO)));
        }
        return runs;
    }
}
