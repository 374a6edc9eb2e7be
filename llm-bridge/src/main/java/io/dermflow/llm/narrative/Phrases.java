package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Finding;
import io.dermflow.events.narrative.ReportLanguage;
import io.dermflow.events.narrative.RetakeActions;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/// The fixed sentences in one language, from `narrative/phrases_<language>.properties`. A language
/// without a file gets English, and the report says so by its language tag. Numbers are written as
/// the language writes them.
final class Phrases {

    private static final String FOLDER = "narrative.phrases_";

    private final ResourceBundle sentences;
    private final RetakeActions actions;
    private final Locale locale;

    private Phrases(ReportLanguage language) {
        this.sentences = ResourceBundle.getBundle(FOLDER + language.tag(), Locale.ROOT);
        this.actions = RetakeActions.in(language);
        this.locale = language.locale();
    }

    static Phrases in(String languageTag) {
        return new Phrases(ReportLanguage.of(languageTag).orElse(ReportLanguage.EN));
    }

    String language() {
        return locale.getLanguage();
    }

    String say(String key, Object... values) {
        return new MessageFormat(sentences.getString(key), locale).format(values);
    }

    boolean has(String key) {
        return sentences.containsKey(key);
    }

    /// What to do about a check that did not pass.
    Optional<String> action(String code) {
        return actions.of(code);
    }

    /// A measured word (`left_cheek`, `Dark Winter`) in this language; one that is not known stays
    /// as it is.
    String word(String name) {
        String key = "word." + name.toLowerCase(Locale.ROOT).replace(' ', '_');
        return sentences.containsKey(key) ? say(key) : name.replace('_', ' ');
    }

    /// The same with a capital first letter.
    String headword(String name) {
        String word = word(name);
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(locale) + word.substring(1);
    }

    /// What a person would call a class of the shipped classifier in this language; of another
    /// classifier, what its own entry calls it.
    String diagnosis(Finding.ClassProbability one) {
        String key = "diagnosis." + one.name().toLowerCase(Locale.ROOT);
        return sentences.containsKey(key) ? say(key) : one.layName();
    }

    String words(List<String> names) {
        return String.join(", ", names.stream().map(this::word).toList());
    }

    /// The sentences `key.1`, `key.2`, … as far as they go.
    List<String> list(String key) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; sentences.containsKey(key + "." + i); i++) {
            lines.add(say(key + "." + i));
        }
        return lines;
    }
}
