package io.dermflow.imaging.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeShapeTest {

    @Test
    void readsTheProportionsOfADrawnFaceExactly() {
        FaceRatios ratios = FaceRatios.of(rectangle());

        assertThat(ratios.length()).isCloseTo((3 + 0.38) / 2, within(1e-9));
        assertThat(ratios.temples()).isCloseTo(1, within(1e-9));
        assertThat(ratios.lowJaw()).isCloseTo(1, within(1e-9));
        assertThat(ratios.chinDegrees())
                .isCloseTo(180 - 2 * Math.toDegrees(Math.atan(1 / 7.0)), within(1e-6));
    }

    @Test
    void theUsualFaceLiesNearTheMeanOfMuct() {
        FaceRatios usual = FaceRatios.of(DrawnFace.usual().landmarks());

        assertThat(usual.length()).isCloseTo(0.976, within(0.02));
        assertThat(usual.jaw()).isCloseTo(0.909, within(0.03));
        assertThat(usual.lowJaw()).isCloseTo(0.768, within(0.03));
        assertThat(usual.temples()).isCloseTo(0.998, within(0.02));
    }

    @Test
    void aLongFaceIsOblongAndAShortSoftOneRound() {
        assertThat(first(DrawnFace.of(1.15, 1, 1))).isEqualTo(FaceShape.OBLONG);
        assertThat(first(DrawnFace.of(0.88, 1.02, 1.2))).isEqualTo(FaceShape.ROUND);
    }

    @Test
    void aNarrowPointedJawMakesAHeartAndABroadOneASquare() {
        assertThat(first(DrawnFace.of(1, 0.86, 0.5))).isEqualTo(FaceShape.HEART);
        assertThat(first(DrawnFace.of(0.97, 1.18, 1.1))).isEqualTo(FaceShape.SQUARE);
    }

    @Test
    void aFaceWhereNothingStandsOutIsOval() {
        assertThat(first(DrawnFace.of(1.03, 0.98, 1))).isEqualTo(FaceShape.OVAL);
    }

    @Test
    void eachPrototypeIsItsOwnBest() {
        for (FaceShape shape : FaceShape.values()) {
            assertThat(
                            Arrays.stream(FaceShape.values())
                                    .min(
                                            Comparator.comparingDouble(other ->
                                                    other.squaredDistance(prototype(shape)))))
                    .contains(shape);
        }
    }

    @Test
    void scoresSumToOneAndDoNotChangeWithPlaceSizeTiltOrMirror() {
        FaceLandmarks face = DrawnFace.of(1.06, 0.93, 0.8).landmarks();

        Map<FaceShape, Double> scores = JudgeShape.scores(face);

        assertThat(scores.values().stream().mapToDouble(score -> score).sum())
                .isCloseTo(1, within(1e-9));
        for (FaceLandmarks other :
                List.of(turned(face, 25, 90, 300), turned(face, -12, 7, -40), mirrored(face))) {
            Map<FaceShape, Double> same = JudgeShape.scores(other);
            for (FaceShape shape : FaceShape.values()) {
                assertThat(same.get(shape)).isCloseTo(scores.get(shape), within(1e-6));
            }
        }
    }

    @Test
    void theLongerTheFaceTheMoreOblong() {
        double last = 0;
        for (double length = 0.9; length < 1.2; length += 0.05) {
            double score =
                    JudgeShape.scores(DrawnFace.of(length, 1, 1).landmarks()).get(FaceShape.OBLONG);
            assertThat(score).isGreaterThanOrEqualTo(last);
            last = score;
        }
    }

    @Test
    void alignmentLevelsTheEyesAndTellsTheTilt() {
        FaceLandmarks tilted = turned(DrawnFace.usual().landmarks(), 17, 80, 250);

        assertThat(tilted.rollDegrees()).isCloseTo(17, within(1e-6));
        assertThat(tilted.eyeDistance()).isCloseTo(80, within(1e-6));
        assertThat(tilted.aligned().leftEye().x()).isCloseTo(-0.5, within(1e-9));
        assertThat(tilted.aligned().rightEye().y()).isCloseTo(0, within(1e-9));
        assertThat(tilted.turnDegrees()).isCloseTo(0, within(1e-6));
    }

    @Test
    void aNoseNearOneCheekIsATurnedHead() {
        List<Point> points = new ArrayList<>(DrawnFace.usual().landmarks().points());
        points.set(30, new Point(0.6, 0.6));

        assertThat(new FaceLandmarks(points).turnDegrees()).isBetween(25.0, 35.0);
        points.set(30, new Point(-0.6, 0.6));
        assertThat(new FaceLandmarks(points).turnDegrees()).isBetween(-35.0, -25.0);
    }

    private static FaceShape first(DrawnFace face) {
        return JudgeShape.scores(face.landmarks()).keySet().iterator().next();
    }

    private static double[] prototype(FaceShape shape) {
        double[] at = new double[4];
        double step = 1;
        while (step > 1e-9) {
            boolean better = false;
            for (int i = 0; i < at.length; i++) {
                for (double move : new double[] {step, -step}) {
                    double[] moved = at.clone();
                    moved[i] += move;
                    if (shape.squaredDistance(moved) < shape.squaredDistance(at)) {
                        at = moved;
                        better = true;
                    }
                }
            }
            step = better ? step : step / 2;
        }
        return at;
    }

    /// A contour with corners: 2 wide, the chin at 3, so that points of its fifteen lie a seventh
    /// above it.
    private static FaceLandmarks rectangle() {
        List<Point> points = new ArrayList<>(DrawnFace.usual().landmarks().points());
        double[][] corners = {{-1, 0}, {-1, 3}, {1, 3}, {1, 0}};
        for (int i = 0; i <= 16; i++) {
            double along = i / 2.0;
            int side = along <= 3 ? 0 : along <= 5 ? 1 : 2;
            double share = side == 0 ? along / 3 : side == 1 ? (along - 3) / 2 : (along - 5) / 3;
            points.set(
                    i,
                    new Point(
                            corners[side][0] + share * (corners[side + 1][0] - corners[side][0]),
                            corners[side][1] + share * (corners[side + 1][1] - corners[side][1])));
        }
        return new FaceLandmarks(points);
    }

    private static FaceLandmarks turned(
            FaceLandmarks face, double degrees, double size, double shift) {
        double cos = Math.cos(Math.toRadians(degrees)) * size;
        double sin = Math.sin(Math.toRadians(degrees)) * size;
        return face.moved(point ->
                new Point(
                        cos * point.x() - sin * point.y() + shift,
                        sin * point.x() + cos * point.y() + shift));
    }

    private static FaceLandmarks mirrored(FaceLandmarks face) {
        List<Point> flipped = new ArrayList<>();
        for (int i = 0; i < FaceLandmarks.COUNT; i++) {
            int from =
                    i <= 16
                            ? 16 - i
                            : i >= 17 && i < 27
                                    ? 43 - i
                                    : i >= 36 && i < 42 ? i + 6 : i >= 42 && i < 48 ? i - 6 : i;
            Point point = face.points().get(from);
            flipped.add(new Point(-point.x(), point.y()));
        }
        return new FaceLandmarks(flipped);
    }
}
