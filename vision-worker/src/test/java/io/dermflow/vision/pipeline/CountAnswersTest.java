package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.LesionAnswers;
import io.dermflow.imaging.detections.ClassProbabilities;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.ModelEntry;
import io.dermflow.vision.model.ModelEntry.AnswerWeight;
import io.dermflow.vision.model.ModelFiles;
import io.dermflow.vision.pipeline.CountAnswers.Told;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// By hand on two classes, then with the shipped weights.
class CountAnswersTest {

    private static final ClassProbabilities EVEN = new ClassProbabilities(new float[] {0.5f, 0.5f});
    private static final Map<String, AnswerWeight> WEIGHTS =
            Map.of(
                    "age", new AnswerWeight(50, 10, List.of(0.0, 1.0)),
                    "bleeds", new AnswerWeight(0, 1, List.of(0.0, 2.0)));

    @Test
    void addsTheWeightsOfWhatWasSaidToTheLogarithms() {
        // 60 years are one scale above the mean, so the logits differ by 1 + 2.
        Told told = CountAnswers.count(EVEN, said(60, true), WEIGHTS);

        assertThat(told.counted()).containsExactly("age", "bleeds");
        assertThat((double) told.shares().values()[1])
                .isCloseTo(1 / (1 + Math.exp(-3)), within(1e-6));
    }

    @Test
    void aNoCountsAgainstWhatAYesCountsFor() {
        Told told = CountAnswers.count(EVEN, said(50, false), WEIGHTS);

        assertThat((double) told.shares().values()[1])
                .isCloseTo(1 / (1 + Math.exp(2)), within(1e-6));
    }

    @Test
    void leavesTheSharesAloneWhereNothingWasSaidOrTheModelKnowsNoWeights() {
        assertThat(CountAnswers.count(EVEN, Map.of(), WEIGHTS).shares()).isSameAs(EVEN);
        Told unknown = CountAnswers.count(EVEN, said(60, true), Map.of());
        assertThat(unknown.shares()).isSameAs(EVEN);
        assertThat(unknown.counted()).isEmpty();
    }

    @Test
    void theShippedModelKnowsEveryQuestionForEveryClass() {
        ModelEntry shipped = ModelFiles.shipped(ActiveModels.LESION_DX);
        var everything = new LesionAnswers(40, true, true, true, true, true, true);

        assertThat(shipped.answers()).containsOnlyKeys(everything.given().keySet());
        assertThat(shipped.answers().values())
                .allSatisfy(weight ->
                        assertThat(weight.weights()).hasSameSizeAs(shipped.output().names()));
    }

    @Test
    void aYoungPersonsSpotThatNeverBledIsMoreOftenAMoleThanAnOldPersonsThatBleeds() {
        ModelEntry shipped = ModelFiles.shipped(ActiveModels.LESION_DX);
        var even = ClassProbabilities.ofLogits(new double[shipped.output().names().size()]);
        int mole = shipped.output().names().indexOf("NEV");

        float young =
                CountAnswers.count(even, said(20, false), shipped.answers())
                        .shares()
                        .values()[mole];
        float old =
                CountAnswers.count(even, said(75, true), shipped.answers()).shares().values()[mole];

        assertThat(young).isGreaterThan(0.5f);
        assertThat(old).isLessThan(0.1f);
    }

    private static Map<String, Double> said(int age, boolean bleeds) {
        return new LesionAnswers(age, null, null, null, null, bleeds, null).given();
    }
}
