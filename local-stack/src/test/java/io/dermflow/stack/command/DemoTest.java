package io.dermflow.stack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.dermflow.stack.demo.Wish;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoTest {

    private static final Set<String> OPTIONS =
            Set.of("--analyses", "--height-cm", "--sex", "--age", "--answers", "--out");

    @Test
    void asksForABodyWithItsHeight() {
        Wish wish = wish("--analyses", "body", "--height-cm", "165", "front.jpg", "side.jpg");

        assertThat(wish.analyses()).containsExactly("body");
        assertThat(wish.heightCm()).hasValue("165");
        assertThat(wish.sex()).isEmpty();
    }

    @Test
    void asksForNothingInParticularUnlessTold() {
        assertThat(wish("a.jpg", "b.jpg", "c.jpg").analyses()).isEmpty();
    }

    @Test
    void takesSeveralAnalysesAndAPortraitBesideTheBody() {
        Wish wish = wish("--analyses=face,body", "front.jpg", "side.jpg", "portrait.jpg");

        assertThat(wish.analyses()).containsExactlyInAnyOrder("face", "body");
    }

    @Test
    void takesWhatIsSaidOfALesion() {
        assertThat(wish("--age", "54", "--answers", "itches,-hurts", "mole.jpg").said())
                .containsExactly(
                        entry("age", "54"), entry("hurts", "false"), entry("itches", "true"));
        assertThat(wish("mole.jpg").said()).isEmpty();
        for (String answers : List.of("smells", "age", "itches,,grew", "--itches", "")) {
            assertThatThrownBy(() -> wish("--answers=" + answers))
                    .as(answers)
                    .isInstanceOf(UsageError.class)
                    .hasMessageContaining("itches, grew, hurts");
        }
    }

    @Test
    void refusesAnAnalysisThatThereIsNotAndAThirdPictureOfABody() {
        assertThatThrownBy(() -> wish("--analyses", "nails"))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("skin, face, body");
        assertThatThrownBy(() -> wish("--analyses", "body", "a.jpg", "b.jpg", "c.jpg"))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("front, side");
        assertThatThrownBy(() -> wish("--height-cm")).isInstanceOf(UsageError.class);
    }

    private static Wish wish(String... words) {
        var arguments = Arguments.parse(List.of(words), OPTIONS);
        return Demo.wish(arguments, arguments.rest().size());
    }
}
