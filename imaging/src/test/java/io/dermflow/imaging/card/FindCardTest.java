package io.dermflow.imaging.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.geometry.Point;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class FindCardTest {

    private static final Srgb SKIN = new Srgb(205, 160, 140);
    private static final Srgb DARK_SKIN = new Srgb(96, 65, 52);
    private static final Srgb BLUE = new Srgb(40, 70, 150);
    private static final Srgb WHITE = new Srgb(236, 236, 232);
    private static final double ID1_RADIUS = CardLayout.CORNER_RADIUS_MM;
    private static final int SHOTS = 20;

    @Test
    void knowsTheScaleOfAMarkedCardWithinOnePerCentUnderPerspective() {
        try (var table = TableTop.skin(SKIN).withMarkedCard()) {
            var scores = over(table, 1100, 800);
            System.out.println("marked card: " + scores);

            assertThat(scores.found).isEqualTo(SHOTS);
            assertThat(scores.kind).isEqualTo(FoundCard.Kind.MARKERS);
            assertThat(scores.meanError()).as("%s", scores).isLessThan(0.0015);
            assertThat(scores.worst).as("%s", scores).isLessThan(0.005);
            assertThat(scores.covered).as("%s", scores).isGreaterThanOrEqualTo(SHOTS * 95 / 100);
        }
    }

    @Test
    void knowsTheScaleOfAPlainCardWithinOnePerCentUnderPerspective() {
        for (var scene : List.of(new Srgb[] {SKIN, BLUE}, new Srgb[] {DARK_SKIN, WHITE})) {
            try (var table =
                    TableTop.skin(scene[0]).withPlainCard(scene[1], ID1_RADIUS, 85.6, 53.98)) {
                var scores = over(table, 1100, 800);
                System.out.println("plain card: " + scores);

                assertThat(scores.found).as("%s", scores).isGreaterThanOrEqualTo(SHOTS * 9 / 10);
                assertThat(scores.kind).isEqualTo(FoundCard.Kind.PLAIN);
                assertThat(scores.meanError()).as("%s", scores).isLessThan(0.0015);
                assertThat(scores.worst).as("%s", scores).isLessThan(0.005);
                assertThat(scores.covered)
                        .as("%s", scores)
                        .isGreaterThanOrEqualTo(scores.found * 95 / 100);
            }
        }
    }

    @Test
    void takesNoRectangleOfOtherProportionsForACard() {
        for (var height : new double[] {45, 62, 85.6}) {
            try (var table = TableTop.skin(SKIN).withPlainCard(BLUE, ID1_RADIUS, 85.6, height)) {
                assertThat(over(table, 800, 600).found).as("%s", height).isZero();
            }
        }
    }

    @Test
    void takesNoSheetWithSharpCornersForACard() {
        try (var table = TableTop.skin(SKIN).withPlainCard(BLUE, 0, 85.6, 53.98)) {
            assertThat(over(table, 800, 600).found).isZero();
        }
    }

    @Test
    void seesNoCardInSkinAndInClutter() {
        for (var seed = 0; seed < 20; seed++) {
            var clutter = GeneratedPicture.photo(900, 700, seed);
            assertThat(FindCard.in(clutter)).as("clutter %d", seed).isEmpty();
            clutter.release();
        }
        var skin = GeneratedPicture.skin(900, 700, SKIN);
        assertThat(FindCard.in(skin)).isEmpty();
        skin.release();
    }

    @Test
    void givesTheSameScaleInATurnedAndInALargerPicture() {
        try (var table = TableTop.skin(SKIN).withMarkedCard();
                var shot = table.shot(900, 700, 10, -15, 20, 1)) {
            var turned = new Mat();
            Core.rotate(shot.picture(), turned, Core.ROTATE_90_CLOCKWISE);
            var larger = new Mat();
            Imgproc.resize(shot.picture(), larger, new Size(), 2, 2, Imgproc.INTER_CUBIC);

            var upright = spotDiameter(FindCard.in(shot.picture()), shot.fromMm());
            var spot = shot.fromMm();
            var inTurned = FindCard.in(turned).orElseThrow().plane();
            var a = turnedPoint(spot.apply(end(-1)), shot.picture());
            var b = turnedPoint(spot.apply(end(1)), shot.picture());
            var inLarger = FindCard.in(larger).orElseThrow().plane();
            var c = doubled(spot.apply(end(-1)));
            var d = doubled(spot.apply(end(1)));

            assertThat(length(inTurned, a, b) / upright).isBetween(0.995, 1.005);
            assertThat(length(inLarger, c, d) / upright).isBetween(0.995, 1.005);
            turned.release();
            larger.release();
        }
    }

    @Test
    void seesNoCardInAMirroredPicture() {
        try (var table = TableTop.skin(SKIN).withMarkedCard();
                var shot = table.shot(900, 700, 10, -15, 20, 1)) {
            var mirrored = new Mat();
            Core.flip(shot.picture(), mirrored, 1);

            assertThat(FindCard.in(mirrored)).as("its codes mean nothing then").isEmpty();
            mirrored.release();
        }
    }

    @Test
    void findsTheCardAtHalfAndAtOneAndAHalfTimesTheLight() {
        try (var table = TableTop.skin(DARK_SKIN).withMarkedCard();
                var shot = table.shot(900, 700, 10, -15, 20, 1)) {
            for (var gain : new double[] {0.5, 1.5}) {
                var lit = new Mat();
                shot.picture().convertTo(lit, -1, gain);
                var diameter = spotDiameter(FindCard.in(lit), shot.fromMm());
                assertThat(diameter / TableTop.SPOT_DIAMETER_MM).isBetween(0.99, 1.01);
                lit.release();
            }
        }
    }

    @Test
    void saysWhatTheCardCovers() {
        try (var table = TableTop.skin(SKIN).withMarkedCard();
                var shot = table.shot(900, 700, 10, -15, 20, 1)) {
            var card = FindCard.in(shot.picture()).orElseThrow();

            assertThat(card.covers(shot.fromMm().apply(new Point(60, 45)))).isTrue();
            assertThat(card.covers(shot.fromMm().apply(new Point(140, 60)))).isFalse();
        }
    }

    @Test
    void saysHowManyMarkersItSees() {
        try (var table = TableTop.skin(SKIN).withMarkedCard();
                var shot = table.shot(900, 700, 10, -15, 20, 1)) {
            for (var hidden = 0; hidden <= 2; hidden++) {
                assertThat(FindCard.in(shot.picture()).orElseThrow().markers())
                        .isEqualTo(4 - hidden);
                hide(shot, CardLayout.corners(CardLayout.markers().get(hidden)));
            }
        }
    }

    /// Paints over a part of the card.
    private static void hide(TableTop.Shot shot, List<Point> onCard) {
        var corners =
                new MatOfPoint(
                        onCard.stream()
                                .map(mm ->
                                        new Point(
                                                TableTop.CARD_LEFT_MM + mm.x(),
                                                TableTop.CARD_TOP_MM + mm.y()))
                                .map(shot.fromMm()::apply)
                                .map(p -> new org.opencv.core.Point(p.x(), p.y()))
                                .toArray(org.opencv.core.Point[]::new));
        Imgproc.fillConvexPoly(shot.picture(), corners, Scalar.all(150));
        corners.release();
    }

    private static Scores over(TableTop table, int width, int height) {
        var scores = new Scores();
        var random = new Random(11);
        for (var i = 0; i < SHOTS; i++) {
            try (var shot = table.shot(width, height, random)) {
                FindCard.in(shot.picture()).ifPresent(card -> scores.add(card, shot.fromMm()));
            }
        }
        return scores;
    }

    private static double spotDiameter(java.util.Optional<FoundCard> card, Homography fromMm) {
        return length(card.orElseThrow().plane(), fromMm.apply(end(-1)), fromMm.apply(end(1)));
    }

    private static Point end(int sign) {
        return new Point(
                TableTop.SPOT_X_MM + sign * TableTop.SPOT_DIAMETER_MM / 2, TableTop.SPOT_Y_MM);
    }

    private static Point turnedPoint(Point p, Mat picture) {
        return new Point(picture.rows() - 1 - p.y(), p.x());
    }

    private static Point doubled(Point p) {
        return new Point(2 * p.x() + 0.5, 2 * p.y() + 0.5);
    }

    private static double length(CardPlane plane, Point a, Point b) {
        var from = plane.toMm(a);
        var to = plane.toMm(b);
        return Math.hypot(from.x() - to.x(), from.y() - to.y());
    }

    /// How well the diameter of the spot was measured.
    private static final class Scores {
        private int found;
        private int covered;
        private double sum;
        private double worst;
        private FoundCard.Kind kind;

        void add(FoundCard card, Homography fromMm) {
            var measured = length(card.plane(), fromMm.apply(end(-1)), fromMm.apply(end(1)));
            var error = Math.abs(measured / TableTop.SPOT_DIAMETER_MM - 1);
            found++;
            sum += error;
            worst = Math.max(worst, error);
            kind = card.kind();
            covered += error <= card.plane().relativeUncertainty(fromMm.apply(end(0))) ? 1 : 0;
        }

        double meanError() {
            return sum / found;
        }

        @Override
        public String toString() {
            return "found %d, mean error %.4f, worst %.4f, covered %d"
                    .formatted(found, meanError(), worst, covered);
        }
    }
}
