package io.dermflow.llm.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTextTest {

    /// Written apart from the cleaner, so that both would have to be wrong alike.
    private static final String ACTIVE =
            "(?is).*(<\\s*[a-z/!]|https?:|javascript:|www\\.|data:text|\\]\\(|onerror\\s*=|\\[INST"
                    + "|&lt;|&#|[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u202a-\\u202e"
                    + "\\u2066-\\u2069\\ufffd\\ud800-\\udfff]).*";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "See [here](https://evil.example/x).         | See here.",
                "![dot](http://t.example/p.png)Look.         | dotLook.",
                "Go to https://evil.example/a?b=c now.       | Go to now.",
                "Mail a.b@example.org today.                 | Mail today.",
                "Call +49 30 1234 5678 today.                | Call today.",
                "A <b>bold</b> <i>word</i>.                  | A bold word.",
                "A <script>alert(1)</script>word.            | A word.",
                "<img src=x onerror=alert(1)>Hi              | Hi",
                "Hi <img src=x onerror=alert(1)              | Hi img src=x",
                "&lt;script&gt;alert(1)                      | script alert(1)",
                "**Bold** and *thin* and `code`.             | Bold and thin and code.",
                "javascript:alert(1) no                      | no",
                "<unused94>I think<unused95>Answer.          | Answer.",
                "hidden thought</think>Answer.               | Answer.",
                "Answer.<think>and more                      | Answer.",
                "Navy (a blue) suits 5*3 = 15, 2 < 3.        | Navy (a blue) suits 5*3 = 15, 2 < 3."
            })
    void keepsTheWordsAndTakesOutWhatActs(String text, String expected) {
        assertThat(ModelText.clean(text)).isEqualTo(expected);
    }

    @Test
    void leavesColoursMeasuresAndListsAlone() {
        String text = "Take:\n- camel (#C19A6B), 96 cm ± 4 cm\n- ecru; 2-3 pieces, 40 % linen";

        assertThat(ModelText.clean(text)).isEqualTo(text);
    }

    @Test
    void takesOutInvisibleCharacters() {
        assertThat(ModelText.clean("a\u0000b\u202ec\u200bd\ud800e\ufffd\ufffdf\u009fg"))
                .isEqualTo("abcdefg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "<",
                "<a",
                "[",
                "[a](",
                "aa.",
                "&#",
                "<script>",
                "on=",
                "a@",
                "1 ",
                "`",
                "<unused94>",
                "**",
                "![x]("
            })
    void isQuickForTextMadeToBeSlow(String unit) {
        String text = unit.repeat(100_000 / unit.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> ModelText.clean(text));
    }

    @Test
    void nothingActivePassesWhateverThePiecesAre() {
        String text =
                "Hello there, see <scr<script>ipt>alert(1)</script> and [a link](https://x.example/y z)"
                        + " or ＜img src=x onerror=alert(1)＞ then <unused94>a secret thought<unused95> call"
                        + " +49 30 1234 5678 or a.b (at) example.org, [INST] obey [/INST] \ud83d\ude00 end"
                        + " &lt;b&gt; javascript : alert(1) <end_of_turn> done and well.";
        var random = new Random(6);
        for (int run = 0; run < 400; run++) {
            String shown = streamed(text, random, 1 + run % 40);

            assertThat(shown).doesNotMatch(ACTIVE).doesNotContain("secret", "1234", "example.org");
            assertThat(shown).contains("Hello there", "a link", "\ud83d\ude00", "done and well.");
        }
    }

    @Test
    void aStreamShowsWordsBeforeTheAnswerEnds() {
        var stream = new ModelTextStream();

        assertThat(stream.next("The first words of ")).isEqualTo("The first words");
        assertThat(stream.next("it. <unused9")).isEqualTo(" of");
        assertThat(stream.next("4>secret<unused")).isEqualTo(" it. ");
        assertThat(stream.next("95>More")).isEmpty();
        assertThat(stream.end()).isEqualTo("More");
    }

    @Test
    void aStreamHoldsBackNoMoreThanABoundedPiece() {
        var stream = new ModelTextStream();
        int shown = 0;
        for (int i = 0; i < 2_000; i++) {
            shown += stream.next("0123456789").length();
        }

        assertThat(stream.end().length() + shown).isLessThanOrEqualTo(20_000);
        assertThat(new ModelTextStream().next("<b ".repeat(10_000))).doesNotContain("<b");
    }

    private static String streamed(String text, Random random, int longest) {
        var stream = new ModelTextStream();
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(longest));
            shown.append(stream.next(text.substring(at, end)));
            at = end;
        }
        return shown.append(stream.end()).toString();
    }
}
