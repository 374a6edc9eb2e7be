package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.vision.model.ModelEntry.AnswerWeight;
import io.dermflow.vision.model.ModelEntry.ClassRow;
import io.dermflow.vision.model.ModelEntry.Contract;
import io.dermflow.vision.model.ModelEntry.Input;
import io.dermflow.vision.model.ModelEntry.Output;
import io.dermflow.vision.model.ModelEntry.Thresholds;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelEntryBuilderTest {

    private static final ModelEntry WHOLE =
            new ModelEntry(
                    "lesion",
                    "1.1",
                    "lesion",
                    Contract.PREPARED,
                    "lesion/v1.1/model.pt",
                    "0".repeat(64),
                    7L,
                    "Apache-2.0",
                    "self-trained",
                    true,
                    false,
                    new Input(320, 256),
                    new Output("detections", List.of("lesion")),
                    new Thresholds(0.3, 0.5, 50),
                    6.0,
                    1.5,
                    List.of(new ClassRow("lesion", "D22.9", "a mole")),
                    "lesion/v1.1/card.md",
                    List.of("photographs"),
                    Map.of("n", 59),
                    "Shares are no diagnosis.",
                    Map.of("age", new AnswerWeight(57, 17, List.of(0.5))));

    @Test
    void theSampleHasSomethingOfItsOwnInEveryMember() throws ReflectiveOperationException {
        ModelEntry nothing =
                ModelEntry.builder("other", "0", "other", Contract.DROP_IN).file("x", "y").build();

        for (RecordComponent member : ModelEntry.class.getRecordComponents()) {
            assertThat(member.getAccessor().invoke(WHOLE))
                    .as(member.getName())
                    .isNotNull()
                    .isNotEqualTo(member.getAccessor().invoke(nothing));
        }
    }

    @Test
    void refusesAnAnswerWithoutAWeightForEachClass() {
        assertThatThrownBy(() ->
                        WHOLE.toBuilder().output(new Output(List.of("lesion", "mole"))).build())
                .hasMessageContaining("'age' has 1 weights for 2 names");
    }

    @Test
    void keepsEveryMemberThatIsNotNamed() {
        assertThat(WHOLE.toBuilder().build()).isEqualTo(WHOLE);
    }

    @Test
    void changesWhatIsNamed() {
        ModelEntry other = WHOLE.toBuilder().shadow(true).temperature(2.0).build();

        assertThat(other.shadow()).isTrue();
        assertThat(other.temperature()).isEqualTo(2.0);
        assertThat(other.toBuilder().shadow(false).temperature(1.5).build()).isEqualTo(WHOLE);
    }
}
