package io.dermflow.imaging.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.card.CardPlane;
import io.dermflow.imaging.card.FindCard;
import io.dermflow.imaging.card.TableTop;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.geometry.Point;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// Drawn skin, photographed with the card and from elsewhere without it: the truth of every length
/// is known. Prints what it measures.
class LendScaleTest {

    private static final Srgb LIGHT = new Srgb(205, 160, 140);
    private static final Srgb DARK = new Srgb(120, 82, 64);

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 750;
    private static final int MARKS = 400;

    private static final Point SPOT = new Point(TableTop.SPOT_X_MM, TableTop.SPOT_Y_MM);

    /// Where the other pictures look: the card, were it there, fills none of them.
    private static final Point AIM = new Point(125, 70);

    private static TableTop beside;
    private static TableTop bare;
    private static TableTop.Shot reference;
    private static LendScale lender;

    @BeforeAll
    static void lay() {
        beside = TableTop.skin(LIGHT).withMarks(MARKS, 3).withMarkedCard();
        bare = TableTop.skin(LIGHT).withMarks(MARKS, 3);
        reference = beside.shot(WIDTH, HEIGHT, 5, -8, 10, 1);
        lender = lender(reference.picture());
    }

    @AfterAll
    static void close() {
        lender.close();
        reference.close();
        bare.close();
        beside.close();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.7, 1, 1.4, 2})
    void givesLengthsInPicturesFromHalfAndFromTwiceAsNear(double nearer) {
        var random = new Random((int) (10 * nearer));
        try (var shot = shot(bare, nearer, random)) {
            expose(shot.picture(), random.nextBoolean() ? 0.3 : -0.3);

            assertGivesTheSpot(lender, shot);
        }
    }

    @Test
    void givesLengthsOnDarkSkin() {
        try (var darkBeside = TableTop.skin(DARK).withMarks(MARKS, 4).withMarkedCard();
                var darkBare = TableTop.skin(DARK).withMarks(MARKS, 4);
                var seen = darkBeside.shot(WIDTH, HEIGHT, 5, -8, 10, 1);
                var ofDark = lender(seen.picture());
                var shot = shot(darkBare, 2, new Random(9))) {
            assertGivesTheSpot(ofDark, shot);
        }
    }

    private static void assertGivesTheSpot(LendScale from, TableTop.Shot shot) {
        var lent = from.to(shot.picture()).orElseThrow();
        var error = spot(lent, shot) / TableTop.SPOT_DIAMETER_MM - 1;
        var uncertainty = lent.relativeUncertainty(shot.fromMm().apply(SPOT));
        System.out.printf(
                Locale.ROOT, "lent: error %+.4f, 95 %% interval %.4f%n", error, uncertainty);
        assertThat(Math.abs(error)).isLessThan(0.005).isLessThan(uncertainty);
        assertThat(uncertainty).isLessThan(0.02);
    }

    @Test
    void lendsNothingToOtherSkin() {
        var random = new Random(6);
        for (var seed = 20; seed < 23; seed++) {
            try (var other = TableTop.skin(LIGHT).withMarks(MARKS, seed);
                    var shot = shot(other, 1, random)) {
                assertThat(lender.to(shot.picture())).as("skin %d", seed).isEmpty();
            }
        }
    }

    @Test
    void lendsNothingToAMirroredPicture() {
        try (var shot = bare.shot(WIDTH, HEIGHT, 0, 0, 0, 2)) {
            assertThat(lender.to(shot.picture())).as("as it was taken").isPresent();

            Core.flip(shot.picture(), shot.picture(), 1);

            assertThat(lender.to(shot.picture())).as("mirrored").isEmpty();
        }
    }

    @Test
    void lendsNothingToSkinWithoutStructure() {
        try (var smoothBeside = TableTop.skin(LIGHT).withMarkedCard();
                var smooth = TableTop.skin(LIGHT);
                var seen = smoothBeside.shot(WIDTH, HEIGHT, 5, -8, 10, 1);
                var ofSmooth = lender(seen.picture());
                var shot = smooth.shot(WIDTH, HEIGHT, 0, 0, 0, 2)) {
            assertThat(ofSmooth.to(shot.picture())).isEmpty();
        }
    }

    /// The print of one card is that of every other.
    @Test
    void doesNotTakeTheCardsPrintForThePlace() {
        try (var other = TableTop.skin(LIGHT).withMarks(MARKS, 20).withMarkedCard();
                var shot = shot(other, 1, new Random(7))) {
            assertThat(lender.to(shot.picture())).isEmpty();
        }
    }

    /// It is as large in every picture, from whatever distance. Its letters agree; the skin does
    /// not.
    @Test
    void doesNotTakeWhatACameraWritesIntoEveryPictureForThePlace() {
        try (var other = TableTop.skin(LIGHT).withMarks(MARKS, 22);
                var seen = beside.shot(WIDTH, HEIGHT, 5, -8, 10, 1);
                var shot = other.shot(WIDTH, HEIGHT, 5, 5, 40, 5, new TableTop.Aim(AIM, 2))) {
            write(seen.picture());
            write(shot.picture());
            try (var ofWritten = lender(seen.picture())) {
                assertThat(ofWritten.to(shot.picture())).isEmpty();
            }
        }
    }

    /// In all corners, as a viewfinder frames a picture.
    private static void write(Mat picture) {
        for (var x : new int[] {10, WIDTH - 260}) {
            for (var y : new int[] {30, HEIGHT - 40}) {
                for (var line = 0; line < 2; line++) {
                    Imgproc.putText(
                            picture,
                            "%d CAM 7 27.11.26 F%d".formatted(x + y, line),
                            new org.opencv.core.Point(x, y + 20.0 * line),
                            Imgproc.FONT_HERSHEY_SIMPLEX,
                            0.6,
                            new Scalar(30, 60, 160),
                            1,
                            Imgproc.LINE_AA);
                }
            }
        }
    }

    private static LendScale lender(Mat reference) {
        return new LendScale(reference, FindCard.in(reference).orElseThrow());
    }

    /// Tilted by up to 20 degrees, any turn.
    private static TableTop.Shot shot(TableTop table, double nearer, Random random) {
        return table.shot(
                WIDTH,
                HEIGHT,
                random.nextDouble(-20, 20),
                random.nextDouble(-20, 20),
                random.nextDouble(360),
                2 + random.nextInt(1000),
                new TableTop.Aim(AIM, nearer));
    }

    private static void expose(Mat picture, double stops) {
        picture.convertTo(picture, -1, Math.pow(2, stops / 2.2));
    }

    private static double spot(CardPlane plane, TableTop.Shot shot) {
        var from = plane.toMm(shot.fromMm().apply(end(-1)));
        var to = plane.toMm(shot.fromMm().apply(end(1)));
        return Math.hypot(from.x() - to.x(), from.y() - to.y());
    }

    private static Point end(int sign) {
        return new Point(SPOT.x() + sign * TableTop.SPOT_DIAMETER_MM / 2, SPOT.y());
    }
}
