package io.dermflow.imaging.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.calibration.ColourCorrection.Basis;
import io.dermflow.imaging.card.CardLayout;
import io.dermflow.imaging.card.FindCard;
import io.dermflow.imaging.card.TableTop;
import io.dermflow.imaging.card.TableTop.Shot;
import io.dermflow.imaging.colour.Ciede2000;
import io.dermflow.imaging.colour.Matrix3;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.colour.WhitePoint;
import io.dermflow.imaging.colour.Xyz;
import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

class CalibrateTest {

    private static final int LIGHTS = 20;
    private static final List<Srgb> TONES =
            List.of(new Srgb(197, 150, 130), new Srgb(160, 126, 86), new Srgb(96, 65, 52));

    @Test
    void bringsRenderedCardsUnderRandomLightBelowADifferenceOfOne() {
        var random = new Random(5);
        var before = new ArrayList<Double>();
        var after = new ArrayList<Double>();
        var patches = new ArrayList<Double>();
        for (var i = 0; i < LIGHTS; i++) {
            try (var table = TableTop.skin(TONES.get(i % TONES.size())).withMarkedCard();
                    var shot = table.shot(900, 700, 12, -18, 15 * i, i + 1)) {
                var lit = lit(shot.picture(), gain(random), gain(random), gain(random));
                var card = FindCard.in(lit).orElseThrow();
                var correction = Calibrate.byCard(lit, card).orElseThrow();

                assertThat(correction.basis()).isEqualTo(Basis.PATCHES);
                before.add(skinError(lit, shot, TONES.get(i % TONES.size())));
                var corrected = correction.apply(lit);
                after.add(skinError(corrected, shot, TONES.get(i % TONES.size())));
                patches.add(correction.residual());
                corrected.release();
                lit.release();
            }
        }
        System.out.printf(
                "CIEDE2000 of the skin, mean: before %.2f, after %.2f, worst after %.2f; of the"
                        + " patches %.2f%n",
                mean(before), mean(after), Collections.max(after), mean(patches));
        assertThat(mean(before)).isGreaterThan(5);
        assertThat(mean(after)).as("%s", after).isLessThan(0.15);
        assertThat(mean(patches)).as("%s", patches).isLessThan(0.15);
    }

    @Test
    void fallsBackToThePaperOfACardPrintedInGrey() {
        try (var table = TableTop.skin(TONES.getFirst()).withMarkedCard();
                var shot = table.shot(900, 700, 5, 5, 0, 1)) {
            var card = FindCard.in(shot.picture()).orElseThrow();
            var grey = greyCard(shot.picture(), card);
            var lit = lit(grey, 0.6, 0.75, 0.9);

            var correction = Calibrate.byCard(lit, card).orElseThrow();
            var corrected = correction.apply(lit);

            assertThat(correction.basis()).isEqualTo(Basis.NEUTRAL);
            assertThat(skinError(lit, shot, TONES.getFirst())).isGreaterThan(10);
            assertThat(skinError(corrected, shot, TONES.getFirst())).isLessThan(4);
            grey.release();
            lit.release();
            corrected.release();
        }
    }

    @Test
    void leavesAPictureUnderDaylightNearlyAsItIs() {
        try (var table = TableTop.skin(TONES.get(1)).withMarkedCard();
                var shot = table.shot(900, 700, 5, 5, 0, 1)) {
            var card = FindCard.in(shot.picture()).orElseThrow();
            var correction = Calibrate.byCard(shot.picture(), card).orElseThrow();

            for (var patch : CardLayout.patches()) {
                var known = LinearRgb.of(patch.colour());
                assertThat(Ciede2000.difference(correction.apply(known).toLab(), known.toLab()))
                        .isLessThan(2);
            }
        }
    }

    @Test
    void guessesTheLightFromGreySurroundingsOfSkin() {
        var tone = TONES.getFirst();
        var picture = GeneratedPicture.plain(600, 400, new Srgb(128, 128, 128));
        Imgproc.circle(
                picture,
                new org.opencv.core.Point(300, 200),
                120,
                new Scalar(tone.blue(), tone.green(), tone.red()),
                Imgproc.FILLED);
        var lit = lit(picture, 0.85, 1, 1.15);
        var correction = Calibrate.bySurroundings(lit);
        var corrected = correction.apply(lit);

        assertThat(correction.basis()).isEqualTo(Basis.GRAY_WORLD);
        assertThat(correction.byCard()).isFalse();
        var grey = corrected.get(5, 5);
        assertThat(grey[0]).isCloseTo(grey[2], within(2.0));
        picture.release();
        lit.release();
        corrected.release();
    }

    @Test
    void guessesNothingWhereSkinFillsThePicture() {
        var skin = GeneratedPicture.skin(600, 400, TONES.getFirst());

        assertThat(Calibrate.bySurroundings(skin)).isEqualTo(ColourCorrection.none());
        skin.release();
    }

    @Test
    void changesNoPixelWithoutACorrection() {
        var picture = GeneratedPicture.photo(300, 200, 3);
        var same = ColourCorrection.none().apply(picture);
        var difference = new Mat();
        Core.absdiff(picture, same, difference);

        assertThat(Core.minMaxLoc(difference.reshape(1)).maxVal).isLessThanOrEqualTo(1);
        picture.release();
        same.release();
        difference.release();
    }

    @Test
    void adaptsByThePublishedBradfordNumbers() {
        var computed = Bradford.adaptation(white(WhitePoint.D65), white(WhitePoint.D50));

        for (var i = 0; i < 9; i++) {
            assertThat(computed.at(i / 3, i % 3))
                    .isCloseTo(Matrix3.D65_TO_D50.at(i / 3, i % 3), within(5e-5));
        }
    }

    private static Xyz white(WhitePoint white) {
        return new Xyz(white.x(), white.y(), white.z());
    }

    private static double gain(Random random) {
        return 0.6 + random.nextDouble();
    }

    /// The picture in a light of that colour, as a linear sensor sees it: twice too bright is
    /// clipped.
    private static Mat lit(Mat bgr, double red, double green, double blue) {
        return ColourCorrection.of(Basis.NONE, 0, red, 0, 0, 0, 0, green, 0, 0, 0, 0, blue, 0)
                .apply(bgr);
    }

    private static Mat greyCard(Mat picture, io.dermflow.imaging.card.FoundCard card) {
        var grey = new Mat();
        Imgproc.cvtColor(picture, grey, Imgproc.COLOR_BGR2GRAY);
        Imgproc.cvtColor(grey, grey, Imgproc.COLOR_GRAY2BGR);
        var mask = Mat.zeros(picture.size(), org.opencv.core.CvType.CV_8UC1);
        var outline =
                new org.opencv.core.MatOfPoint(
                        card.corners().stream()
                                .map(p -> new org.opencv.core.Point(p.x(), p.y()))
                                .toArray(org.opencv.core.Point[]::new));
        Imgproc.fillConvexPoly(mask, outline, Scalar.all(255));
        var mixed = picture.clone();
        grey.copyTo(mixed, mask);
        grey.release();
        mask.release();
        outline.release();
        return mixed;
    }

    /// Of the table's own colour, beside card and spot.
    private static double skinError(Mat picture, Shot shot, Srgb truth) {
        var at = shot.fromMm().apply(new Point(140, 105));
        var plain = picture.submat(new Rect((int) at.x() - 12, (int) at.y() - 12, 24, 24));
        var mean = Core.mean(plain).val;
        plain.release();
        var seen =
                new Srgb(
                        (int) Math.rint(mean[2]),
                        (int) Math.rint(mean[1]),
                        (int) Math.rint(mean[0]));
        return Ciede2000.difference(seen.toLab(), truth.toLab());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
