package io.dermflow.imaging.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyShapeTest {

    /// Inches, worked by hand from the rules.
    @ParameterizedTest
    @CsvSource({
        "36, 26, 37, HOURGLASS",
        "36, 28, 40, BOTTOM_HOURGLASS",
        "40, 30, 37, TOP_HOURGLASS",
        "36, 33, 41, TRIANGLE",
        "42, 36, 38, INVERTED_TRIANGLE",
        "36, 31, 38, RECTANGLE"
    })
    void followsTheRules(double bust, double waist, double hip, BodyShape shape) {
        assertThat(BodyShape.of(bust * 2.54, waist * 2.54, hip * 2.54)).isEqualTo(shape);
    }

    @Test
    void isSurerFarFromABoundaryAndWithBetterMeasures() {
        var far = BodyShape.judge(measure(91.4, 1), measure(84, 1), measure(96, 1));
        var near = BodyShape.judge(measure(91.4, 1), measure(84, 1), measure(100.4, 1));
        var vague = BodyShape.judge(measure(91.4, 4), measure(84, 4), measure(96, 4));

        assertThat(far.shape()).isEqualTo(BodyShape.RECTANGLE);
        assertThat(far.confidence()).isGreaterThan(0.95).isLessThanOrEqualTo(1);
        assertThat(near.confidence()).isLessThan(0.7);
        assertThat(vague.confidence()).isLessThan(far.confidence());
        assertThat(far.shape().wireName()).isEqualTo("rectangle");
    }

    private static BodyMeasure measure(double value, double deviation) {
        return new BodyMeasure(
                BodyTarget.CHEST_CIRCUMFERENCE,
                value,
                new UncertaintyBudget(0, 0, deviation, 0),
                false);
    }
}
