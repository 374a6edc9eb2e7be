package io.dermflow.llm.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// What a model wrote, as a reader may see it: words, numbers, line breaks and nothing that acts.
///
/// Promises for the result: no thoughts, template markers, tags, entities, Markdown, addresses,
/// telephone numbers, control, direction, zero-width or replacement characters, no lone surrogates;
/// storable in PostgreSQL; NFC. It says nothing about whether the words are true.
public final class ModelText {

    private static final Pattern BLANKS = Pattern.compile("[ \\t]{2,}");
    private static final Pattern BEFORE_STOP = Pattern.compile(" +(?=[.,;:!?](?:\\s|$))");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");

    /// Taking one thing out can bring another together; whoever nests deeper loses the brackets.
    private static final int ROUNDS = 6;

    private ModelText() {}

    /// The whole text at once; blanks around it are cut off.
    public static String clean(String text) {
        return piece(Thoughts.removed(Characters.visible(text))).strip();
    }

    /// A piece that no construct reaches into or out of.
    static String piece(String visible) {
        String now = Normalizer.normalize(visible, Normalizer.Form.NFC);
        for (int round = 0; round < ROUNDS; round++) {
            String next = once(now);
            if (next.equals(now)) {
                return tidy(now);
            }
            now = next;
        }
        return tidy(now.replaceAll("[<>\\[\\]()&`\\\\=:/@]", " "));
    }

    private static String once(String text) {
        return Links.removed(Markers.removed(Markup.removed(tidy(text))));
    }

    private static String tidy(String text) {
        String narrow = BLANKS.matcher(text).replaceAll(" ");
        return EMPTY_LINES.matcher(BEFORE_STOP.matcher(narrow).replaceAll("")).replaceAll("\n\n");
    }
}
