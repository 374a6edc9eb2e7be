package io.dermflow.llm.stylist;

import io.dermflow.llm.profile.FaceShape;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// The stylist's sentences in one language, from `style/phrases_<language>.properties`; English for
/// languages without a file.
public final class StylePhrases {

    private static final String FOLDER = "style.phrases_";

    private final ResourceBundle sentences;
    private final Locale locale;

    private StylePhrases(ResourceBundle sentences, Locale locale) {
        this.sentences = sentences;
        this.locale = locale;
    }

    public static StylePhrases in(String language) {
        try {
            return new StylePhrases(
                    ResourceBundle.getBundle(FOLDER + language, Locale.ROOT),
                    Locale.forLanguageTag(language));
        } catch (MissingResourceException absent) {
            return new StylePhrases(
                    ResourceBundle.getBundle(FOLDER + "en", Locale.ROOT), Locale.ENGLISH);
        }
    }

    public String say(String key, Object... values) {
        return new MessageFormat(sentences.getString(key), locale).format(values);
    }

    String neckline(FaceShape shape) {
        String key = shape.name().toLowerCase(Locale.ROOT);
        return say("neckline", say("shape_" + key), say("neck_" + key));
    }

    /// A measure's name for people, from the name in a result.
    String measure(String name) {
        String stem = name.replaceAll("(_circumference|_width|_length)?_cm$", "");
        return sentences.containsKey("measure_" + stem)
                ? say("measure_" + stem)
                : stem.replace('_', ' ');
    }
}
