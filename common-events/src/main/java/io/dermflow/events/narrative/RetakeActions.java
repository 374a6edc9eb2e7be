package io.dermflow.events.narrative;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/// What the person can do about a picture that is of no use, in one language: a sentence for each
/// code of a check or of damage, from `retake/actions_<language>.properties`. The codes are the
/// worker's; every service that shows them says the same.
public final class RetakeActions {

    private static final String FILES = "retake.actions_";

    private final ResourceBundle sentences;

    private RetakeActions(ReportLanguage language) {
        this.sentences = ResourceBundle.getBundle(FILES + language.tag(), Locale.ROOT);
    }

    public static RetakeActions in(ReportLanguage language) {
        return new RetakeActions(language);
    }

    /// Empty for a code that nothing can be done about.
    public Optional<String> of(String code) {
        return sentences.containsKey(code)
                ? Optional.of(sentences.getString(code))
                : Optional.empty();
    }
}
