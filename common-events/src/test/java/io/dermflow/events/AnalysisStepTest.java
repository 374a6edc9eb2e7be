package io.dermflow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AnalysisStepTest {

    @Test
    void readsNamesAsOnAndNamesWithAMinusAsOff() {
        assertThat(AnalysisStep.switches(" denoise , -features,"))
                .hasSize(2)
                .containsEntry(AnalysisStep.DENOISE, true)
                .containsEntry(AnalysisStep.FEATURES, false);
        assertThat(AnalysisStep.switches("")).isEmpty();
    }

    @Test
    void refusesAWordThatIsNoStep() {
        assertThatThrownBy(() -> AnalysisStep.switches("card,-magic"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'magic'");
    }

    @Test
    void knowsNoStepOfAnotherVersion() {
        assertThat(AnalysisStep.of("teleport")).isEmpty();
        assertThat(AnalysisStep.of("card")).contains(AnalysisStep.CARD);
    }
}
