package io.dermflow.imaging.lesion;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.colour.Srgb;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class AbcdTest {

    private static final Srgb SKIN = Srgb.ofHex("#d7bd96");
    private static final Scalar DARK_BROWN = new Scalar(30, 55, 100);

    @Test
    void countsTheAxesOfAsymmetry() {
        assertThat(asymmetry(DrawnMask.ellipse(100, 60, 25))).isZero();
        assertThat(asymmetry(DrawnMask.drop())).isEqualTo(1);
        assertThat(asymmetry(DrawnMask.comma())).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0", "15", "30", "45", "75", "110"})
    void findsEllipsesSymmetricHoweverTheyLie(double angle) {
        var mask = DrawnMask.ellipse(90, 50, angle);
        var moments = Moments.of(mask);

        assertThat(Asymmetry.foldingLoss(mask, moments, moments.angle())).isLessThan(0.05);
        assertThat(asymmetry(mask)).isZero();
    }

    @Test
    void countsTheOctantsWithAnAbruptEdge() {
        var mask = DrawnMask.ellipse(100, 60, 0);
        var sharp = picture(mask, DARK_BROWN);
        var soft = sharp.clone();
        Imgproc.GaussianBlur(soft, soft, new Size(0, 0), 60);
        var half = sharp.clone();
        soft.submat(new Rect(0, 0, 300, 150)).copyTo(half.submat(new Rect(0, 0, 300, 150)));

        assertThat(Abcd.measure(sharp, mask).border()).isEqualTo(8);
        assertThat(Abcd.measure(soft, mask).border()).isZero();
        assertThat(Abcd.measure(half, mask).border()).isEqualTo(4);
    }

    @Test
    void seesNoEdgeInPlainSkin() {
        var mask = DrawnMask.ellipse(100, 60, 0);
        var skin = GeneratedPicture.plain(DrawnMask.SIDE, DrawnMask.SIDE, SKIN);

        assertThat(Abcd.measure(skin, mask).border()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "255, 255, 255, white",
        "200, 50, 50, red",
        "190, 130, 80, light_brown",
        "100, 55, 30, dark_brown",
        "90, 110, 140, blue_gray",
        "25, 20, 20, black",
    })
    void namesEachColourOfTheRule(int red, int green, int blue, String name) {
        var mask = DrawnMask.ellipse(60, 60, 0);

        assertThat(Abcd.measure(picture(mask, new Scalar(blue, green, red)), mask).colours())
                .containsExactly(name);
    }

    @Test
    void countsAColourFromFivePercent() {
        var mask = DrawnMask.ellipse(100, 100, 0);
        var speck = picture(mask, DARK_BROWN);
        var spot = speck.clone();
        // 20 of 100 radii are 4 % of the area, 30 are 9 %.
        Imgproc.circle(speck, new Point(150, 150), 20, new Scalar(20, 20, 25), -1);
        Imgproc.circle(spot, new Point(150, 150), 30, new Scalar(20, 20, 25), -1);

        assertThat(Abcd.measure(speck, mask).colours()).containsExactly("dark_brown");
        assertThat(Abcd.measure(spot, mask).colours()).containsExactly("dark_brown", "black");
    }

    @Test
    void measuresALesionAtThePicturesEdge() {
        var mask = new LesionMask(0, 0, 20, 20, filled(400));
        var picture = GeneratedPicture.plain(20, 20, SKIN);

        var figures = Abcd.measure(picture, mask);

        assertThat(figures.border()).isZero();
        assertThat(figures.asymmetry()).isZero();
    }

    private static int asymmetry(LesionMask mask) {
        return Abcd.measure(picture(mask, DARK_BROWN), mask).asymmetry();
    }

    private static byte[] filled(int size) {
        var inside = new byte[size];
        Arrays.fill(inside, (byte) 1);
        return inside;
    }

    private static Mat picture(LesionMask mask, Scalar colour) {
        var picture = GeneratedPicture.plain(DrawnMask.SIDE, DrawnMask.SIDE, SKIN);
        var mat = mask.toMat();
        picture.setTo(colour, mat);
        mat.release();
        return picture;
    }
}
