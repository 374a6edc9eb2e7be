package io.dermflow.llm.narrative;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// The template narrator's sentences in one language, from
/// `narrative/phrases_<language>.properties`. A language without a file gets English, and the
/// report says so by its language tag.
final class Phrases {

    private static final String FOLDER = "narrative.phrases_";
    private static final String ENGLISH = "en";

    private final ResourceBundle sentences;
    private final Locale locale;

    private Phrases(ResourceBundle sentences, Locale locale) {
        this.sentences = sentences;
        this.locale = locale;
    }

    static Phrases in(String languageTag) {
        String language = Locale.forLanguageTag(languageTag).getLanguage();
        try {
            return new Phrases(
                    ResourceBundle.getBundle(
                            FOLDER + (language.isEmpty() ? ENGLISH : language), Locale.ROOT),
                    Locale.forLanguageTag(language));
        } catch (MissingResourceException absent) {
            return new Phrases(
                    ResourceBundle.getBundle(FOLDER + ENGLISH, Locale.ROOT), Locale.ENGLISH);
        }
    }

    String language() {
        return locale.getLanguage().isEmpty() ? ENGLISH : locale.getLanguage();
    }

    String say(String key, Object... values) {
        return new MessageFormat(sentences.getString(key), locale).format(values);
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
