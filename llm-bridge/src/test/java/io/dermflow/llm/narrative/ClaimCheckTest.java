package io.dermflow.llm.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.narrative.Narrative.Claim;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimCheckTest {

    private final ClaimCheck check = new ClaimCheck(new Evidence(Analyses.withOneLesion()));

    @Test
    void keepsASentenceThatRepeatsMeasuredFigures() {
        assertThat(check.brokenRule(claim("Mark F1 covers 2.1 % of the picture.", "F1"))).isEmpty();
        assertThat(check.brokenRule(claim("It covers about 2 % of it.", "F1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It covers 3.4 % of the picture.          | F1  | unmeasured_number",
                "It covers 2.1 % of the picture.          | F2  | unknown_evidence",
                "This looks like a melanoma.              | F1  | judgement",
                "Your skin is healthy.                    | F1  | judgement",
                "This is benign.                          | F1  | judgement",
                "Read more at https://example.org         | F1  | active_content",
                "Look at <b>this</b>.                     | F1  | active_content",
                "Look [here](x).                          | F1  | active_content"
            })
    void dropsASentenceThatBreaksARule(String text, String evidence, String rule) {
        assertThat(check.brokenRule(claim(text, evidence))).contains(rule);
    }

    @Test
    void dropsHiddenCharacters() {
        assertThat(check.brokenRule(claim("A mark\u202e here", "F1")))
                .contains("hidden_characters");
        assertThat(check.brokenRule(claim("A mark\u0000 here", "F1")))
                .contains("hidden_characters");
    }

    private static Claim claim(String text, String evidence) {
        return new Claim(text, Claim.Kind.OBSERVATION, List.of(evidence));
    }
}
