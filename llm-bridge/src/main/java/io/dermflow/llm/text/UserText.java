package io.dermflow.llm.text;

import java.text.Normalizer;

/// What a person, a file or a picture says, as a model may see it: data, never an instruction.
///
/// Promises for the result: no control tokens, no template markers nor their look-alikes (full
/// width, zero-width characters inside, small angle brackets, nested), no invisible characters,
/// NFKC, no longer than asked. Idempotent. It may still try to persuade; the caller quotes it as
/// data.
public final class UserText {

    /// Longer texts are cut before anything else, so that the work is bounded.
    private static final int SLACK = 4;

    private UserText() {}

    /// @param maxChars the longest result, in UTF-16 units
    public static String clean(String text, int maxChars) {
        String bounded =
                cut(text, maxChars > Integer.MAX_VALUE / SLACK ? maxChars : maxChars * SLACK);
        String folded = fold(fold(bounded));
        return cut(Markers.removed(folded), maxChars).strip();
    }

    /// Twice, because NFKC may bring out what the first pass would have dropped.
    private static String fold(String text) {
        return Characters.visible(
                Normalizer.normalize(Characters.visible(text), Normalizer.Form.NFKC));
    }

    /// Never through a surrogate pair.
    private static String cut(String text, int maxChars) {
        if (text.length() <= maxChars) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
        return text.substring(0, end);
    }
}
