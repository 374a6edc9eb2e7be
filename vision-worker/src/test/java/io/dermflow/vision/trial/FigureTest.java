package io.dermflow.vision.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.ScoredBox;
import io.dermflow.vision.trial.Judged.Choice;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Numbers that can be checked by hand, those of `training/`'s own tests among them.
class FigureTest {

    private static final Offset<Double> EXACT = within(1e-9);

    @Test
    void balancedAccuracyWeighsEachClassTheSame() {
        var group =
                List.of(
                        chose("a", "a", 0.1),
                        chose("a", "a", 0.1),
                        chose("a", "a", 0.1),
                        chose("b", "a", 0.1));

        assertThat(Figure.BALANCED_ACCURACY.of(group)).hasValue(0.5);
        assertThat(Figure.RIGHT.of(group)).hasValue(0.75);
    }

    @Test
    void aucCountsPairsAndHalvesTies() {
        var group =
                List.of(
                        chose("b", "b", 0.9),
                        chose("b", "b", 0.5),
                        chose("a", "b", 0.5),
                        chose("a", "a", 0.1));

        assertThat(Figure.AUC.of(group)).hasValueCloseTo(3.5 / 4, EXACT);
    }

    @Test
    void oneClassAloneHasNoAuc() {
        assertThat(Figure.AUC.of(List.of(chose("a", "a", 0.1)))).isEmpty();
    }

    @Test
    void averagePrecisionTakesTheBestPrecisionAtEachRecallOrBeyond() {
        var matches =
                new BoxMatches(
                        List.of(outcome(0.9, true), outcome(0.8, false), outcome(0.7, true)),
                        List.of(0, 0));

        // Recall up to a half: precision 1, at 51 of 101 points; beyond it: two thirds.
        assertThat(Figure.AP50.of(List.of(boxes(matches))))
                .hasValueCloseTo((51 + 50 * 2 / 3.0) / 101, EXACT);
    }

    @Test
    void aBoxIsHitOnceByTheSurestDetectionOfItsClass() {
        ScoredBox there = at(0, 1, 0);

        var matches =
                BoxMatches.of(
                        List.of(at(1, 0.5, 0), at(0, 0.9, 0), at(0, 0.95, 1), at(50, 0.8, 0)),
                        List.of(there));

        assertThat(matches.found())
                .containsExactly(
                        new BoxMatches.Outcome(1, 0.95, false),
                        new BoxMatches.Outcome(0, 0.9, true),
                        new BoxMatches.Outcome(0, 0.8, false),
                        new BoxMatches.Outcome(0, 0.5, false));
    }

    /// A class of which nothing is there has no precision; false alarms of another don't count.
    @Test
    void aGroupWithNothingToFindHasNoPrecision() {
        var matches = new BoxMatches(List.of(outcome(0.9, false)), List.of());

        assertThat(Figure.AP50.of(List.of(boxes(matches)))).isEmpty();
    }

    @Test
    void marksGroupsOfFewerThanThirtyAndLeavesOutWhatNobodyKnows() {
        var few = chose("a", "a", 0.1);
        var one = new Judged("V", true, few.choice(), few.overlap(), few.boxes());

        var lines = ToneTable.of(List.of(one));

        assertThat(lines)
                .containsExactly(
                        "tone       n          right   balanced accuracy",
                        "V          1 (few)    1.000   1.000",
                        "all        1 (few)    1.000   1.000");
        assertThat(ToneTable.of(Collections.nCopies(30, one)))
                .contains("V          30         1.000   1.000");
        assertThat(ToneTable.of(List.of())).isEmpty();
    }

    /// @param ofB how probable class b is, the second one
    private static Judged chose(String expected, String best, double ofB) {
        var choice = new Choice(expected, best, OptionalDouble.of(ofB), expected.equals("b"));
        return new Judged(
                "I",
                expected.equals(best),
                Optional.of(choice),
                OptionalDouble.empty(),
                Optional.empty());
    }

    private static Judged boxes(BoxMatches picture) {
        return new Judged(
                "I", true, Optional.empty(), OptionalDouble.empty(), Optional.of(picture));
    }

    private static BoxMatches.Outcome outcome(double score, boolean hit) {
        return new BoxMatches.Outcome(0, score, hit);
    }

    private static ScoredBox at(double x, double score, int classIndex) {
        return new ScoredBox(new Box(x, 0, 10, 10), score, classIndex);
    }
}
