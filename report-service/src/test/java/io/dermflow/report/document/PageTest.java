package io.dermflow.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void breaksLinesBeforeColumnEightyOneAndIndentsWhatFollows() {
        String sentence = "word ".repeat(40);

        String text = new Page().list(List.of(sentence)).toString();

        assertThat(text.lines()).allMatch(line -> line.length() <= 80);
        assertThat(text).startsWith("  - word").contains("\n    word");
        assertThat(text.replaceAll("[\\s-]+", " ").strip()).isEqualTo(sentence.strip());
    }

    @Test
    void letsNothingThroughThatActsOnATerminal() {
        assertThat(new Page().paragraph("red \u001b[31m alert\u0007").toString())
                .isEqualTo("red [31m alert\n");
    }
}
