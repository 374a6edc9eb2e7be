package io.dermflow.llm.text;

/// [ModelText] for an answer that comes in pieces: whatever the pieces are, nothing passes that
/// would not pass in one. Holds back the last word, and everything from an opening bracket or a
/// thought on until it is closed. One per answer; not thread-safe.
public final class ModelTextStream {

    /// A bracket that stays open longer is a plain character.
    private static final int LONGEST_OPEN = 2_000;

    private final StringBuilder held = new StringBuilder();
    private final StringBuilder ready = new StringBuilder();
    private String halfPair = "";
    private boolean thinking;

    /// @return what may be shown now; often empty
    public String next(String piece) {
        held.append(Characters.visible(whole(piece)));
        dropThoughts();
        String text = release(thinking ? 0 : safeEnd());
        return !thinking && held.length() > 2 * LONGEST_OPEN ? text + broken() : text;
    }

    /// @return what is left when the answer has ended
    public String end() {
        halfPair = "";
        dropThoughts();
        return release(thinking ? 0 : held.length()).stripTrailing();
    }

    /// A surrogate pair may be split over two pieces.
    private String whole(String piece) {
        String text = halfPair + piece;
        boolean split =
                !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
        halfPair = split ? text.substring(text.length() - 1) : "";
        return split ? text.substring(0, text.length() - 1) : text;
    }

    private void dropThoughts() {
        while (true) {
            var mark = (thinking ? Thoughts.END : Thoughts.BEGIN).matcher(held);
            if (!mark.find()) {
                break;
            }
            if (thinking) {
                held.delete(0, mark.end());
            } else {
                ready.append(ModelText.piece(held.substring(0, mark.start())));
                held.delete(0, mark.end());
            }
            thinking = !thinking;
        }
        if (thinking && held.length() > LONGEST_OPEN) {
            held.delete(0, held.length() - LONGEST_OPEN);
        }
    }

    private String release(int end) {
        ready.append(ModelText.piece(held.substring(0, end)));
        held.delete(0, end);
        String text = ready.toString();
        ready.setLength(0);
        return text;
    }

    /// So long without a word's end: broken by a blank, so that the parts don't join again.
    private String broken() {
        return release(LONGEST_OPEN) + " ";
    }

    /// Just before the last blank that stands in no bracket and after no open one.
    private int safeEnd() {
        int safe = 0;
        int at = 1;
        while (at < held.length()) {
            int past = past(at);
            if (past < 0) {
                return safe;
            }
            if (past == at && separates(at)) {
                safe = at;
            }
            at = Math.max(past, at + 1);
        }
        return safe;
    }

    /// The end of the bracket that opens here; `at` itself where none opens; -1 while it is open.
    private int past(int at) {
        char close = closing(at);
        if (close == 0) {
            return at;
        }
        int end = held.indexOf(String.valueOf(close), at);
        if (end < 0 && held.length() - at > LONGEST_OPEN) {
            return at;
        }
        // What follows a closing bracket may belong to it: `](`.
        return end < 0 || end + 1 >= held.length() ? -1 : end + 1;
    }

    private char closing(int at) {
        return switch (held.charAt(at)) {
            case '<' -> comparison(at) ? 0 : '>';
            case '[' -> ']';
            case '(' -> ')';
            default -> 0;
        };
    }

    /// `2 < 3` opens nothing.
    private boolean comparison(int at) {
        int next = at + 1;
        while (next < held.length() && held.charAt(next) == ' ') {
            next++;
        }
        return next < held.length() && Character.isDigit(held.charAt(next));
    }

    /// A blank between two words. One beside a digit or a sign may stand inside a telephone number,
    /// a link or a handler.
    private boolean separates(int at) {
        return Character.isWhitespace(held.charAt(at))
                && (Character.isLetter(held.charAt(at - 1))
                        || ".,;!?".indexOf(held.charAt(at - 1)) >= 0)
                && at + 1 < held.length()
                && Character.isLetter(held.charAt(at + 1));
    }
}
