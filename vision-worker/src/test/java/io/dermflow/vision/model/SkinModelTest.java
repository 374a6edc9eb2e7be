package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may stand in the place of the shipped skin model.
class SkinModelTest {

    @ParameterizedTest
    @ValueSource(strings = {"mask-tuple.pt", "mask-dict.pt"})
    void takesTheirPlaceWhoeverHasAClassOfThatName(String file) {
        requireFit(file, List.of("wall", "skin", "cloth"));
    }

    @Test
    void takesANetworkWithOneClassWhateverItsName() {
        requireFit("mask-tensor.pt", List.of());
    }

    @Test
    void refusesModelsThatSegmentNoSkin() {
        assertThatThrownBy(() -> requireFit("mask-dict.pt", List.of("wall", "dog", "cloth")))
                .as("no class of that name")
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("task skin");
        assertThatThrownBy(() -> requireFit("logits.pt", List.of("a", "skin", "c")))
                .as("a classifier")
                .isInstanceOf(ModelRefused.class);
    }

    private static void requireFit(String file, List<String> names) {
        ModelFiles.requireFit(ActiveModels.SKIN, file, new ModelEntry.Input(64, 64), names);
    }
}
