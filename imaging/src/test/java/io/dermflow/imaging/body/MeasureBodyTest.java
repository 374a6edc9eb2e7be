package io.dermflow.imaging.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.body.BodyWidths.Depths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasureBodyTest {

    /// The average of ANSUR II, and what `training/body/fit.py` says of it
    /// (`training/evaluation/body-v1.0.json`, "check"): woman, unknown, man.
    private static final BodyWidths AVERAGE =
            new BodyWidths(
                    171.4406,
                    49.0754,
                    28.2859,
                    31.775,
                    34.8385,
                    Optional.of(new Depths(25.1738, 22.9674, 24.162)));

    private static final Map<BodyTarget, List<Double>> EXPECTED =
            Map.of(
                    BodyTarget.CHEST_CIRCUMFERENCE, List.of(97.8282, 102.2088, 103.2801),
                    BodyTarget.WAIST_CIRCUMFERENCE, List.of(92.1945, 91.5337, 91.4697),
                    BodyTarget.HIP_CIRCUMFERENCE, List.of(103.3358, 101.9509, 101.5444),
                    BodyTarget.NECK_CIRCUMFERENCE, List.of(34.5785, 37.9707, 39.025),
                    BodyTarget.INSEAM, List.of(83.9477, 82.1917, 81.9107));

    private static final InputErrors TAPE = new InputErrors(0, 0, 0, false);
    private static final InputErrors PICTURE = new InputErrors(1, 1, 0.01, false);

    @Test
    void agreesWithTheScriptThatFittedIt() {
        EXPECTED.forEach((target, values) -> {
            for (var sex : List.of(Sex.FEMALE, Sex.UNKNOWN, Sex.MALE)) {
                var column = sex == Sex.FEMALE ? 0 : sex == Sex.UNKNOWN ? 1 : 2;
                assertThat(measure(AVERAGE, sex, TAPE, target).value())
                        .as("%s %s", target, sex)
                        .isCloseTo(values.get(column), within(1e-3));
            }
        });
    }

    @Test
    void isSurerOfChestAndNeckWhereThePersonSaidTheirSex() {
        for (var target : List.of(BodyTarget.CHEST_CIRCUMFERENCE, BodyTarget.NECK_CIRCUMFERENCE)) {
            var unsaid = measure(AVERAGE, Sex.UNKNOWN, PICTURE, target).budget();
            for (var sex : List.of(Sex.FEMALE, Sex.MALE)) {
                assertThat(measure(AVERAGE, sex, PICTURE, target).budget().regressor())
                        .isLessThan(0.9 * unsaid.regressor());
            }
        }
    }

    /// A fit to exact inputs trusts them more than a picture deserves; the one for pictures pulls
    /// an unusual waist back to the mean, whether or not the sex is known.
    @Test
    void trustsThePictureLessThanTheTapeForEitherSex() {
        var wide =
                new BodyWidths(
                        171.4406,
                        49.0754,
                        28.2859,
                        40,
                        34.8385,
                        Optional.of(new Depths(25.1738, 22.9674, 24.162)));
        for (var sex : Sex.values()) {
            assertThat(measure(wide, sex, PICTURE, BodyTarget.WAIST_CIRCUMFERENCE).value())
                    .as("%s", sex)
                    .isLessThan(
                            measure(wide, sex, TAPE, BodyTarget.WAIST_CIRCUMFERENCE).value() - 1);
        }
    }

    @Test
    void growsWithTheBody() {
        var wider =
                new BodyWidths(
                        171.4406, 50.1, 29.3, 32.8, 35.8, Optional.of(new Depths(26.2, 24, 25.2)));
        for (var target :
                List.of(
                        BodyTarget.CHEST_CIRCUMFERENCE,
                        BodyTarget.WAIST_CIRCUMFERENCE,
                        BodyTarget.HIP_CIRCUMFERENCE)) {
            assertThat(measure(wider, Sex.UNKNOWN, PICTURE, target).value())
                    .isGreaterThan(measure(AVERAGE, Sex.UNKNOWN, PICTURE, target).value() + 1);
        }
    }

    @Test
    void saysWhereTheUncertaintyComesFrom() {
        var tape = measure(AVERAGE, Sex.UNKNOWN, TAPE, BodyTarget.WAIST_CIRCUMFERENCE).budget();
        var picture =
                measure(AVERAGE, Sex.UNKNOWN, PICTURE, BodyTarget.WAIST_CIRCUMFERENCE).budget();

        assertThat(tape.card()).isZero();
        assertThat(tape.keypoint()).isZero();
        assertThat(tape.heightInput()).isZero();
        assertThat(tape.total()).isCloseTo(1.96 * tape.regressor(), within(1e-9));
        assertThat(tape.regressor()).isBetween(1.4, 1.7);
        assertThat(picture.keypoint()).isBetween(0.8, 2.5);
        assertThat(picture.card()).as("one per cent of some 90 cm").isBetween(0.4, 1.2);
        assertThat(picture.total()).isGreaterThan(tape.total());
    }

    @Test
    void countsAnErrorOfTheHeightInEveryWidthWhenTheHeightGaveTheScale() {
        var byCard = new InputErrors(1, 2, 0, false);
        var byHeight = new InputErrors(1, 2, 0, true);

        assertThat(
                        measure(AVERAGE, Sex.UNKNOWN, byHeight, BodyTarget.WAIST_CIRCUMFERENCE)
                                .budget()
                                .heightInput())
                .isGreaterThan(
                        5
                                * measure(
                                                AVERAGE,
                                                Sex.UNKNOWN,
                                                byCard,
                                                BodyTarget.WAIST_CIRCUMFERENCE)
                                        .budget()
                                        .heightInput());
    }

    @Test
    void isLessSureWithoutASidePicture() {
        var front = new BodyWidths(171.4406, 49.0754, 28.2859, 31.775, 34.8385, Optional.empty());

        assertThat(
                        measure(front, Sex.UNKNOWN, TAPE, BodyTarget.WAIST_CIRCUMFERENCE)
                                .budget()
                                .total())
                .isGreaterThan(
                        1.5
                                * measure(
                                                AVERAGE,
                                                Sex.UNKNOWN,
                                                TAPE,
                                                BodyTarget.WAIST_CIRCUMFERENCE)
                                        .budget()
                                        .total());
    }

    @Test
    void marksBodiesUnlikeThoseItWasFittedOn() {
        var child = new BodyWidths(110, 28, 18, 18, 20, Optional.of(new Depths(14, 14, 14)));

        assertThat(measure(child, Sex.UNKNOWN, TAPE, BodyTarget.INSEAM).unusual()).isTrue();
        assertThat(measure(AVERAGE, Sex.UNKNOWN, TAPE, BodyTarget.INSEAM).unusual()).isFalse();
    }

    @Test
    void saysHowLikelyAFigureIsRightToWithinFivePercent() {
        // The normal distribution's table: 68.27 % within one standard deviation, 95 % within 1.96.
        assertThat(BodyMeasure.confidence(100, 1.96 * 5)).isCloseTo(0.6827, within(1e-4));
        assertThat(BodyMeasure.confidence(100, 5)).isCloseTo(0.95, within(1e-4));
        assertThat(BodyMeasure.confidence(100, 0)).isEqualTo(1);
        assertThat(BodyMeasure.uncertain(100, 9.9)).isFalse();
        assertThat(BodyMeasure.uncertain(100, 10.1)).isTrue();
    }

    private static BodyMeasure measure(
            BodyWidths widths, Sex sex, InputErrors errors, BodyTarget target) {
        return MeasureBody.of(widths, sex, errors).get(target.ordinal());
    }
}
