package io.dermflow.imaging.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.body.BodyWidths.Depths;
import io.dermflow.imaging.lesion.LesionMask;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Drawn figures, of which every width is known.
class ReadBodyTest {

    private static final BodyWidths WOMAN =
            new BodyWidths(163, 44, 27, 29, 35, Optional.of(new Depths(23, 21, 24)));
    private static final BodyWidths MAN =
            new BodyWidths(180, 52, 31, 35, 36, Optional.of(new Depths(26, 25, 25)));
    private static final double EDGE = 1;

    /// Stated error: 1 cm, and 1.5 cm at the shoulders, where the arms begin.
    @ParameterizedTest
    @CsvSource({"18, 4.0, 0", "30, 5.5, 0", "45, 5.5, 0", "30, 3.0, 3", "25, 5.0, -3"})
    void recoversTheWidths(double arms, double pixelsPerCm, double lean) {
        for (var truth : new BodyWidths[] {WOMAN, MAN}) {
            var figure = new DrawnFigure(truth, arms, pixelsPerCm, lean);

            var read = widths(reading(figure, Optional.of(truth.stature())));

            assertThat(read.stature()).isEqualTo(truth.stature());
            assertThat(read.shoulder()).isCloseTo(truth.shoulder(), within(1.5));
            assertThat(read.chest()).isCloseTo(truth.chest(), within(1.0));
            assertThat(read.waist()).isCloseTo(truth.waist(), within(1.0));
            assertThat(read.hip()).isCloseTo(truth.hip(), within(1.0));
            var depths = read.depths().orElseThrow();
            assertThat(depths.chest()).isCloseTo(truth.depths().orElseThrow().chest(), within(1.0));
            assertThat(depths.waist()).isCloseTo(truth.depths().orElseThrow().waist(), within(1.0));
            assertThat(depths.hip()).isCloseTo(truth.depths().orElseThrow().hip(), within(1.0));
        }
    }

    @Test
    void measuresTheHeightOnACardsScaleWithoutOne() {
        var figure = new DrawnFigure(WOMAN, 30, 5, 0);
        var card = new CardScale(1 / 5.0, 0.01);

        var reading =
                ReadBody.of(
                        Optional.of(new Outlined(figure.front(), EDGE)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(card));

        var stature = reading.stature().orElseThrow();
        assertThat(stature.source()).isEqualTo(Stature.Source.CARD);
        assertThat(stature.cm()).isCloseTo(163, within(1.5));
        assertThat(stature.deviationCm()).isBetween(1.5, 4.0);
        assertThat(widths(reading).waist()).isCloseTo(29, within(1.0));
        assertThat(widths(reading).depths()).isEmpty();
    }

    @Test
    void isLessSureOfASmallerPicture() {
        var far = reading(new DrawnFigure(WOMAN, 30, 2.5, 0), Optional.of(163.0)).errors();
        var near = reading(new DrawnFigure(WOMAN, 30, 6, 0), Optional.of(163.0)).errors();

        assertThat(far.widthCm()).isGreaterThan(near.widthCm());
        assertThat(near.shoulderCm()).isGreaterThan(near.widthCm());
    }

    @Test
    void givesNoWidthsWhereArmsTouchTheTrunk() {
        var reading = reading(new DrawnFigure(WOMAN, 3, 5, 0), Optional.of(163.0));

        assertThat(reading.problems()).contains(BodyProblem.POSE_ARMS);
        assertThat(check(reading.ofFront(), BodyProblem.POSE_ARMS))
                .as("no daylight between")
                .isEqualTo(new BodyCheck(BodyProblem.POSE_ARMS, 0, 1, "px", false));
        assertThat(reading.widths()).isEmpty();
        assertThat(reading.stature()).as("what the person said stands").isPresent();
    }

    @Test
    void givesNoWidthsOfAPersonWhoIsNotWhollyInThePicture() {
        var figure = new DrawnFigure(WOMAN, 30, 5, 0);

        var reading =
                ReadBody.of(
                        Optional.of(new Outlined(figure.frontCutAt(1000), EDGE)),
                        Optional.empty(),
                        Optional.of(163.0),
                        Optional.empty());

        assertThat(reading.problems()).contains(BodyProblem.BODY_CROPPED);
        assertThat(reading.widths()).isEmpty();
    }

    @Test
    void givesNothingWithoutAScale() {
        var reading = reading(new DrawnFigure(WOMAN, 30, 5, 0), Optional.empty());

        assertThat(reading.problems()).contains(BodyProblem.NO_SCALE);
        assertThat(reading.stature()).isEmpty();
        assertThat(reading.widths()).isEmpty();
    }

    @Test
    void tellsWhatItMeasuredOfEachPictureAndTheLimit() {
        var reading = reading(new DrawnFigure(WOMAN, 30, 5, 0), Optional.of(163.0));

        assertThat(reading.ofFront()).allMatch(BodyCheck::passed);
        assertThat(reading.ofFront())
                .extracting(BodyCheck::problem)
                .containsExactly(
                        BodyProblem.NO_BODY,
                        BodyProblem.BODY_CROPPED,
                        BodyProblem.POSE_ARMS,
                        BodyProblem.BODY_IMPLAUSIBLE,
                        BodyProblem.DISTANCE);
        var cropped = check(reading.ofFront(), BodyProblem.BODY_CROPPED);
        assertThat(cropped.value()).as("toes below a floor 90 rows up").isBetween(30.0, 60.0);
        assertThat(cropped.limit()).isEqualTo(1);
        assertThat(cropped.unit()).isEqualTo("px");
        assertThat(reading.ofSide())
                .extracting(BodyCheck::problem)
                .containsExactly(
                        BodyProblem.NO_BODY,
                        BodyProblem.BODY_CROPPED,
                        BodyProblem.BODY_IMPLAUSIBLE,
                        BodyProblem.VIEWS_DISAGREE);
        assertThat(check(reading.ofSide(), BodyProblem.VIEWS_DISAGREE).value())
                .isCloseTo(1, within(0.02));
    }

    @Test
    void looksNoFurtherWhereTheArmsAreLifted() {
        var reading = reading(new DrawnFigure(WOMAN, 68, 4, 0), Optional.of(163.0));

        var arms = check(reading.ofFront(), BodyProblem.POSE_ARMS);
        assertThat(arms.passed()).isFalse();
        assertThat(reading.ofFront()).last().isEqualTo(arms);
    }

    @Test
    void readsAcrossAHoleInTheOutline() {
        var whole = new DrawnFigure(WOMAN, 30, 5, 0);
        var holed =
                ReadBody.of(
                        Optional.of(new Outlined(whole.frontWithHole(0.6015, 14), EDGE)),
                        Optional.empty(),
                        Optional.of(163.0),
                        Optional.empty());

        assertThat(widths(holed).waist()).isCloseTo(WOMAN.waist(), within(1.0));
    }

    @Test
    void seesThatABoxIsNoPerson() {
        var inside = new byte[300 * 600];
        Arrays.fill(inside, (byte) 1);
        var box = new Silhouette(new LesionMask(100, 100, 300, 600, inside), 900, 1200);

        var reading =
                ReadBody.of(
                        Optional.of(new Outlined(box, EDGE)),
                        Optional.empty(),
                        Optional.of(163.0),
                        Optional.empty());

        assertThat(reading.problems()).contains(BodyProblem.NO_BODY);
    }

    @Test
    void doubtsViewsOfDifferentSizeAndACardThatContradictsTheHeight() {
        var near = new DrawnFigure(WOMAN, 30, 5, 0);
        var far = new DrawnFigure(WOMAN, 30, 3, 0);

        var reading =
                ReadBody.of(
                        Optional.of(new Outlined(near.front(), EDGE)),
                        Optional.of(new Outlined(far.side(), EDGE)),
                        Optional.of(163.0),
                        Optional.of(new CardScale(1 / 4.0, 0.01)));

        assertThat(reading.problems())
                .containsExactlyInAnyOrder(BodyProblem.VIEWS_DISAGREE, BodyProblem.SCALES_DISAGREE);
        assertThat(check(reading.ofSide(), BodyProblem.VIEWS_DISAGREE).value())
                .isCloseTo(5 / 3.0, within(0.05));
        assertThat(check(reading.ofFront(), BodyProblem.SCALES_DISAGREE).value())
                .isCloseTo(5 / 4.0, within(0.05));
        assertThat(reading.widths()).as("a doubt, not a refusal").isPresent();
    }

    @Test
    void refusesAFigureOfWhichAWidthIsAFewPixels() {
        var figure = new DrawnFigure(WOMAN, 30, 1, 0);

        var reading =
                ReadBody.of(
                        Optional.of(new Outlined(figure.front(), 2)),
                        Optional.empty(),
                        Optional.of(163.0),
                        Optional.empty());

        assertThat(reading.problems()).contains(BodyProblem.DISTANCE);
        var distance = check(reading.ofFront(), BodyProblem.DISTANCE);
        assertThat(distance.value()).isGreaterThan(distance.limit());
        assertThat(distance.unit()).isEqualTo("cm");
        assertThat(reading.widths()).isEmpty();
    }

    private static BodyCheck check(List<BodyCheck> checks, BodyProblem problem) {
        return checks.stream()
                .filter(check -> check.problem() == problem)
                .findFirst()
                .orElseThrow();
    }

    private static BodyReading reading(DrawnFigure figure, Optional<Double> height) {
        return ReadBody.of(
                Optional.of(new Outlined(figure.front(), EDGE)),
                Optional.of(new Outlined(figure.side(), EDGE)),
                height,
                Optional.empty());
    }

    private static BodyWidths widths(BodyReading reading) {
        assertThat(reading.problems()).isEmpty();
        return reading.widths().orElseThrow();
    }
}
