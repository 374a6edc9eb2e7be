package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.Finding.ClassProbability;
import io.dermflow.vision.Findings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcludedTest {

    @Test
    void isTheFirstClassWhereNothingElseWeighs() {
        assertThat(Concluded.of(finding(mole(0.9), melanoma(0.1))))
                .containsExactly(new Concluded("class", List.of("NEV"), "heatmap-F2.png"));
    }

    @Test
    void isEachClassWithAFifthOfTheShares() {
        assertThat(Concluded.of(finding(mole(0.6), keratosis(0.2), melanoma(0.19))))
                .containsExactly(
                        new Concluded("class", List.of("NEV"), "heatmap-F2.png"),
                        new Concluded("class", List.of("SEK"), "heatmap-F2-2.png"));
    }

    @Test
    void isThatTheMalignantClassesTogetherHaveAFifth() {
        assertThat(Concluded.of(finding(mole(0.7), melanoma(0.15), carcinoma(0.1))))
                .containsExactly(
                        new Concluded("class", List.of("NEV"), "heatmap-F2.png"),
                        new Concluded(
                                "malignant", List.of("MEL", "BCC"), "heatmap-F2-malignant.png"));
    }

    @Test
    void isNothingWhereNoClassifierRan() {
        assertThat(Concluded.of(finding())).isEmpty();
    }

    private static ClassProbability mole(double share) {
        return new ClassProbability("D22.9", "NEV", "mole", share);
    }

    private static ClassProbability melanoma(double share) {
        return new ClassProbability("C43.9", "MEL", "melanoma", share);
    }

    private static ClassProbability carcinoma(double share) {
        return new ClassProbability("C44.9", "BCC", "basal cell carcinoma", share);
    }

    private static ClassProbability keratosis(double share) {
        return new ClassProbability("L82", "SEK", "seborrheic keratosis", share);
    }

    private static Finding finding(ClassProbability... classes) {
        return Findings.of("F2", List.of(classes), List.of());
    }
}
