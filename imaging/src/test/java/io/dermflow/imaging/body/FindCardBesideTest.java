package io.dermflow.imaging.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.card.CardLayout;
import io.dermflow.imaging.card.FoundCard;
import io.dermflow.imaging.card.RenderedCard;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// A card beside bodies in space, photographed at 12 megapixels by cameras of several lenses,
/// heights and pitches: [PhotographedFigure] with a card in the hand's reach. The body itself is an
/// outline only; what is painted is a wall, and the card.
class FindCardBesideTest {

    /// `-Ddermflow.figures=40` for the figures of docs/VISION.md.
    private static final int FIGURES = Integer.getInteger("dermflow.figures", 4);

    /// From the outline's picture of 600 x 800.
    private static final int LARGER = 5;

    private static final Srgb WALL = new Srgb(196, 200, 190);
    private static final Srgb BLUE = new Srgb(40, 70, 150);

    @Test
    void findsDermflowsCardAndKnowsItsScale() {
        try (var card = RenderedCard.marked()) {
            var scores = over(card);
            System.out.println("marked card beside a body: " + scores);

            assertThat(scores.found).as("%s", scores).isEqualTo(FIGURES);
            assertThat(scores.kinds).containsOnly(FoundCard.Kind.MARKERS);
            assertThat(scores.meanError()).as("%s", scores).isLessThan(0.01);
            assertThat(scores.covered)
                    .as("%s", scores)
                    .isGreaterThanOrEqualTo(scores.found * 9 / 10);
        }
    }

    @Test
    void findsAPlainCardAndKnowsItsScale() {
        try (var card = RenderedCard.plain(BLUE, CardLayout.WIDTH_MM, CardLayout.HEIGHT_MM)) {
            var scores = over(card);
            System.out.println("plain card beside a body: " + scores);

            assertThat(scores.found).as("%s", scores).isGreaterThanOrEqualTo(FIGURES * 8 / 10);
            assertThat(scores.kinds).containsOnly(FoundCard.Kind.PLAIN);
            assertThat(scores.meanError()).as("%s", scores).isLessThan(0.01);
            assertThat(scores.covered)
                    .as("%s", scores)
                    .isGreaterThanOrEqualTo(scores.found * 9 / 10);
        }
    }

    @Test
    void takesNothingForACardThatWouldMakeADwarfOrAGiant() {
        var figure = new PhotographedFigure(1);
        for (var times : new double[] {0.5, 2}) {
            try (var card =
                    RenderedCard.plain(
                            BLUE, times * CardLayout.WIDTH_MM, times * CardLayout.HEIGHT_MM)) {
                var picture = wall();
                card.into(picture, new Held(figure, new Random(3)).corners(times));

                assertThat(FindCardBeside.of(picture, figure.front())).as("%s", times).isEmpty();
                picture.release();
            }
        }
    }

    @Test
    void seesNoCardInClutter() {
        var figure = new PhotographedFigure(2);
        var clutter = GeneratedPicture.photo(3000, 4000, 7);

        assertThat(FindCardBeside.of(clutter, figure.front())).isEmpty();
        clutter.release();
    }

    private static Scores over(RenderedCard card) {
        var scores = new Scores();
        for (var seed = 0; seed < FIGURES; seed++) {
            var figure = new PhotographedFigure(seed);
            var held = new Held(figure, new Random(seed));
            var picture = wall();
            card.into(picture, held.corners(1));
            scores.add(FindCardBeside.of(picture, figure.front()), held);
            picture.release();
        }
        return scores;
    }

    private static Mat wall() {
        var wall =
                GeneratedPicture.plain(
                        LARGER * PhotographedFigure.WIDTH,
                        LARGER * PhotographedFigure.HEIGHT,
                        WALL);
        Core.setRNGSeed(1);
        var grain = new Mat(wall.size(), CvType.CV_8UC3);
        Core.randn(grain, 8, 3);
        Core.add(wall, grain, wall);
        grain.release();
        return wall;
    }

    /// A card in a hand: at any height between hip and shoulder, turned, and tilted by up to 20
    /// degrees.
    private static final class Held {

        private final PhotographedFigure figure;
        private final double x;
        private final double y;
        private final double z;
        private final double[] across;
        private final double[] down;

        Held(PhotographedFigure figure, Random random) {
            this.figure = figure;
            var tall = figure.truth().stature();
            x = (random.nextBoolean() ? 1 : -1) * tall * (0.3 + 0.06 * random.nextDouble());
            y = tall * (0.5 + 0.3 * random.nextDouble());
            z = 5 * Math.clamp(random.nextGaussian(), -2.0, 2.0);
            var turn = Math.toRadians(360 * random.nextDouble());
            var tilt = Math.toRadians(20 * random.nextDouble());
            var towards = Math.toRadians(360 * random.nextDouble());
            across = tilted(Math.cos(turn), Math.sin(turn), tilt, towards);
            down = tilted(Math.sin(turn), -Math.cos(turn), tilt, towards);
        }

        /// A direction in the upright plane that faces the camera, once that plane is tilted about
        /// an axis in it.
        private static double[] tilted(double x, double y, double tilt, double towards) {
            var along = x * Math.cos(towards) + y * Math.sin(towards);
            var shorter = along * (1 - Math.cos(tilt));
            return new double[] {
                x - shorter * Math.cos(towards),
                y - shorter * Math.sin(towards),
                along * Math.sin(tilt)
            };
        }

        /// @param times of the size of an ID-1 card
        List<Point> corners(double times) {
            var half = times * CardLayout.WIDTH_MM / 20;
            var low = times * CardLayout.HEIGHT_MM / 20;
            return List.of(
                    corner(-half, -low), corner(half, -low), corner(half, low), corner(-half, low));
        }

        private Point corner(double right, double below) {
            var seen =
                    figure.seen(
                            x + right * across[0] + below * down[0],
                            y + right * across[1] + below * down[1],
                            z + right * across[2] + below * down[2]);
            // A pixel's centre is at its number.
            return new Point(LARGER * (seen.x + 0.5) - 0.5, LARGER * (seen.y + 0.5) - 0.5);
        }

        /// True length of a pixel of the outline's picture, centimetres, at the card's distance.
        double cmPerPixelAtCard() {
            return cmPerPixel(z);
        }

        /// The same at the body's middle.
        double cmPerPixelAtBody() {
            return cmPerPixel(0);
        }

        private double cmPerPixel(double depth) {
            var left = figure.seen(x - 1, y, depth);
            var right = figure.seen(x + 1, y, depth);
            return 2 / Math.hypot(right.x - left.x, right.y - left.y);
        }
    }

    /// How well the scale was known.
    private static final class Scores {

        private final List<FoundCard.Kind> kinds = new ArrayList<>();
        private int found;
        private int covered;
        private double sum;
        private double worst;
        private double sumAtBody;

        void add(Optional<CardBeside> card, Held held) {
            card.ifPresent(one -> {
                kinds.add(one.kind());
                var error = Math.abs(one.scale().cmPerPixel() / held.cmPerPixelAtCard() - 1);
                var atBody = Math.abs(one.scale().cmPerPixel() / held.cmPerPixelAtBody() - 1);
                found++;
                sum += error;
                sumAtBody += atBody;
                worst = Math.max(worst, error);
                covered += atBody <= 1.96 * one.scale().deviation() ? 1 : 0;
            });
        }

        double meanError() {
            return sum / found;
        }

        @Override
        public String toString() {
            return "found %d of %d, error of the scale at the card: mean %.4f, worst %.4f; at the body: mean %.4f, within its interval %d"
                    .formatted(found, FIGURES, meanError(), worst, sumAtBody / found, covered);
        }
    }
}
