package io.dermflow.llm.agent;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The assistant's own sentences, from `agent/phrases_<language>.properties`; one of the five
/// languages of [Languages].
final class AgentPhrases {

    private final ResourceBundle sentences;
    private final Locale locale;

    private AgentPhrases(ResourceBundle sentences, Locale locale) {
        this.sentences = sentences;
        this.locale = locale;
    }

    static AgentPhrases in(String language) {
        return new AgentPhrases(
                ResourceBundle.getBundle("agent.phrases_" + language, Locale.ROOT),
                Locale.forLanguageTag(language));
    }

    String say(String key, Object... values) {
        return new MessageFormat(sentences.getString(key), locale).format(values);
    }
}
