package io.dermflow.llm.text;

import java.util.regex.Pattern;

/// What a model thinks aloud before it answers: MedGemma's `<unused94>…<unused95>`, `<think>…
/// </think>` of others. Never shown, never stored.
public final class Thoughts {

    static final Pattern BEGIN =
            Pattern.compile("<unused94>|<think(?:ing)?>|<\\|channel>", Pattern.CASE_INSENSITIVE);
    static final Pattern END =
            Pattern.compile("<unused95>|</think(?:ing)?>|<channel\\|>", Pattern.CASE_INSENSITIVE);

    private Thoughts() {}

    /// Without thoughts. One that never ends takes the rest of the text with it; an end without a
    /// beginning (the server kept that back) takes what stands before it.
    public static String removed(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        String rest = text;
        while (true) {
            var begin = BEGIN.matcher(rest);
            var end = END.matcher(rest);
            boolean begins = begin.find();
            if (end.find() && (!begins || end.start() < begin.start())) {
                kept.setLength(0);
                rest = rest.substring(end.end());
            } else if (begins) {
                kept.append(rest, 0, begin.start());
                if (!end.find(begin.end())) {
                    return kept.toString();
                }
                rest = rest.substring(end.end());
            } else {
                return kept.append(rest).toString();
            }
        }
    }
}
