package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What may stand in the place of the shipped person model.
class PersonModelTest {

    private static final ModelEntry.Input SMALL = new ModelEntry.Input(64, 64);

    @Test
    void takesTheirPlaceWhoeverOutlinesPersons() {
        requireFit("v8-segment.pt", ModelEntry.Input.AS_THE_FILE_SAYS, List.of());
        requireFit("mask-tensor.pt", SMALL, List.of());
        requireFit("mask-dict.pt", SMALL, List.of("wall", "person", "cat"));
    }

    @Test
    void refusesModelsThatOutlineNobody() {
        assertThatThrownBy(() ->
                        requireFit("v8-detect.pt", ModelEntry.Input.AS_THE_FILE_SAYS, List.of()))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("task person");
        assertThatThrownBy(() -> requireFit("mask-dict.pt", SMALL, List.of("wall", "dog", "cat")))
                .as("no class of that name")
                .isInstanceOf(ModelRefused.class);
    }

    private static void requireFit(String file, ModelEntry.Input input, List<String> names) {
        ModelFiles.requireFit(ActiveModels.PERSON, file, input, names);
    }
}
