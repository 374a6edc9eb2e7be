package io.dermflow.report.document;

import java.util.List;

/// Text in 80 columns: headings, paragraphs and lists. Characters that could act on a terminal are
/// replaced, because a model may have written the words.
final class Page {

    private static final int COLUMNS = 80;
    private static final String BULLET = "  - ";
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder();

    Page title(String title) {
        text.append(title).append('\n').repeat('=', Math.min(COLUMNS, title.length()));
        text.append('\n');
        return this;
    }

    Page heading(String heading) {
        text.append('\n').append(heading).append('\n').repeat('-', heading.length()).append('\n');
        return this;
    }

    Page paragraph(String sentence) {
        wrap("", "", sentence);
        return this;
    }

    Page list(List<String> items) {
        items.forEach(item -> wrap(BULLET, INDENT, item));
        return this;
    }

    private void wrap(String first, String further, String sentence) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : sentence.replaceAll("\\p{Cntrl}", " ").strip().split("\\s+")) {
            if (!empty && line.length() + 1 + word.length() > COLUMNS) {
                text.append(line).append('\n');
                line = new StringBuilder(further);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        text.append(line).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
