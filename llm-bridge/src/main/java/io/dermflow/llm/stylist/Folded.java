package io.dermflow.llm.stylist;

import java.text.Normalizer;
import java.util.Locale;

/// Text as it is looked at for words: lower case, without accents, `ß` as `ss`, single blanks.
public final class Folded {

    private Folded() {}

    public static String of(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .replace('’', '\'')
                .replaceAll("\\s+", " ")
                .strip();
    }

    /// Whether a word, or its plural in `s`, `e`, `n` or the like, stands in a folded text.
    public static boolean has(String folded, String word) {
        int at = folded.indexOf(word);
        while (at >= 0) {
            int end = at + word.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(folded.charAt(at - 1));
            if (begins && ends(folded, end)) {
                return true;
            }
            at = folded.indexOf(word, at + 1);
        }
        return false;
    }

    private static boolean ends(String folded, int end) {
        int letters = 0;
        while (end + letters < folded.length()
                && Character.isLetterOrDigit(folded.charAt(end + letters))) {
            letters++;
        }
        return letters <= 2;
    }
}
