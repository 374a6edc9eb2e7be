package io.dermflow.llm.text;

import java.util.regex.Pattern;

/// The marks by which chat templates separate roles, pictures and thoughts: Gemma's
/// `<start_of_turn>` and `<unused94>`, ChatML's and Llama's `<|…|>`, Mistral's `[INST]` and
/// `<<SYS>>`, and what looks like them. A server turns such text into real control tokens (measured
/// with llama.cpp), so none may pass in either direction.
final class Markers {

    private static final String OPEN = "[<‹⟨〈❮˂ᐸ≺«﹤]";
    private static final String CLOSE = "[>›⟩〉❯˃ᐳ≻»﹥]";

    /// Anything in angle brackets that is one word long: no list of names can be complete.
    private static final Pattern ANGLED =
            Pattern.compile(
                    OPEN
                            + "{1,2}\\s{0,3}[/!|]{0,2}\\s{0,3}[\\p{L}_|][\\p{L}\\p{N}_|/:.▁-]{0,60}"
                            + "(?:\\s{1,3}[|/])?\\s{0,3}"
                            + CLOSE
                            + "{1,2}");

    /// Bars inside brackets, several words long, and markers written with blanks for underscores.
    private static final Pattern BARRED =
            Pattern.compile(
                    OPEN
                            + "\\s{0,3}\\|[^\\n<>]{0,64}?"
                            + CLOSE
                            + "|"
                            + OPEN
                            + "[^\\n<>|]{0,64}?\\|\\s{0,3}"
                            + CLOSE
                            + "|(?i:"
                            + OPEN
                            + "\\s{0,3}/?(?:start|end)[\\s_-]{1,3}of[\\s_-]{1,3}(?:turn|image)\\s{0,3}"
                            + CLOSE
                            + ")");

    private static final Pattern SQUARE =
            Pattern.compile(
                    "\\[\\s{0,3}/?\\s{0,3}(?:INST|SYS|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS"
                            + "|TOOL_CONTENT|IMG|IMG_BREAK|IMG_END|BEGIN_OF_\\w{1,16}|multimodal"
                            + "|@BOS@)\\s{0,3}]",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern BRACKETS = Pattern.compile(OPEN + "|" + CLOSE + "|[\\[\\]|]");

    /// A marker may stand inside a marker; whoever nests deeper loses all brackets.
    private static final int ROUNDS = 8;

    private Markers() {}

    /// Without markers; each leaves a blank, so that its neighbours don't join into a new one.
    static String removed(String text) {
        String now = text;
        for (int round = 0; round < ROUNDS; round++) {
            String next = once(now);
            if (next.equals(now)) {
                return now;
            }
            now = next;
        }
        return BRACKETS.matcher(now).replaceAll(" ");
    }

    private static String once(String text) {
        String angled = ANGLED.matcher(text).replaceAll(" ");
        String barred = BARRED.matcher(angled).replaceAll(" ");
        return SQUARE.matcher(barred).replaceAll(" ");
    }
}
