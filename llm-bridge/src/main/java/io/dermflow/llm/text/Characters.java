package io.dermflow.llm.text;

/// Characters that a reader can't see or that act by themselves: controls, zero-width and direction
/// marks, private use, lone surrogates, noncharacters, fillers, the replacement character.
final class Characters {

    private static final char FULL_WIDTH_FIRST = '\uFF01';
    private static final char FULL_WIDTH_LAST = '\uFF5E';
    private static final int FULL_WIDTH_OFFSET = FULL_WIDTH_FIRST - '!';

    private Characters() {}

    /// Without them. New line and tab stay; other line ends become a new line; full-width forms of
    /// ASCII become ASCII, so that no marker or tag hides in them.
    static String visible(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(point -> keep(kept, point));
        return kept.toString();
    }

    private static void keep(StringBuilder kept, int point) {
        switch (point) {
            case '\n', '\t' -> kept.append((char) point);
            case '\u2028', '\u2029', '\u0085', '\u000B', '\f' -> kept.append('\n');
            // Blank to the eye, letters or symbols to Unicode.
            case '\u115F', '\u1160', '\u3164', '\uFFA0', '\u2800' -> kept.append(' ');
            default -> {
                if (!hidden(point)) {
                    kept.appendCodePoint(narrow(point));
                }
            }
        }
    }

    private static int narrow(int point) {
        return point >= FULL_WIDTH_FIRST && point <= FULL_WIDTH_LAST
                ? point - FULL_WIDTH_OFFSET
                : point;
    }

    /// Whether a character must not be shown.
    static boolean hidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    true;
            default -> replacement(point) || selector(point);
        };
    }

    private static boolean replacement(int point) {
        return point == '\uFFFD' || point == '\uFFFC';
    }

    /// Variation selectors and the grapheme joiner are marks by category, invisible in effect.
    private static boolean selector(int point) {
        return point >= 0xFE00 && point <= 0xFE0F
                || point >= 0xE0100 && point <= 0xE01EF
                || point == 0x034F;
    }
}
