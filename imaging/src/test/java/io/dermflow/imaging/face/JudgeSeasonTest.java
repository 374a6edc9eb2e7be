package io.dermflow.imaging.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Point;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

class JudgeSeasonTest {

    private static final Lab SKIN = new Lab(62, 14, 18);

    @ParameterizedTest
    @EnumSource(Season.class)
    void eachPrototypeIsItsOwnSeason(Season season) {
        var scores = JudgeSeason.scores(season.prototype());

        assertThat(scores.keySet().iterator().next()).isEqualTo(season);
        assertThat(scores).hasSize(12);
        assertThat(scores.get(season)).isGreaterThan(0.8);
        assertThat(scores.values().stream().mapToDouble(score -> score).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void namesStandAsTheDocumentsWriteThem() {
        assertThat(Season.DARK_WINTER.title()).isEqualTo("Dark Winter");
        assertThat(Season.DARK_WINTER.upperCase()).isEqualTo("DARK WINTER");
        assertThat(FaceShape.HEART.title()).isEqualTo("Heart");
    }

    @Test
    void theDarkerThePersonTheMoreDarkSeasons() {
        double last = 0;
        for (double lightness = 75; lightness > 25; lightness -= 10) {
            var scores = JudgeSeason.scores(SeasonAxes.of(plain(new Lab(lightness, 12, 17))));
            double dark = scores.get(Season.DARK_AUTUMN) + scores.get(Season.DARK_WINTER);
            assertThat(dark).isGreaterThan(last);
            last = dark;
        }
    }

    @Test
    void yellowerSkinIsWarmer() {
        double red = SeasonAxes.of(plain(new Lab(60, 16, 12))).warmth();
        double yellow = SeasonAxes.of(plain(new Lab(60, 8, 20))).warmth();

        assertThat(yellow).isGreaterThan(red);
        assertThat(SeasonAxes.of(plain(polar(60, 20, 55))).warmth()).isCloseTo(0, within(1e-9));
        assertThat(SeasonAxes.of(plain(polar(60, 20, 62.5))).warmth()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void darkBrowsOnLightSkinAreContrast() {
        var colours =
                new FaceColours(
                        SKIN, Optional.of(new Lab(22, 2, 3)), Optional.empty(), Optional.empty());

        assertThat(colours.contrast()).isCloseTo(40, within(1e-9));
        assertThat(SeasonAxes.of(colours).brightness())
                .isGreaterThan(SeasonAxes.of(plain(SKIN)).brightness());
    }

    @Test
    void readsCheeksBrowsEyesAndShadesWhereTheLandmarksSay() {
        OpenCvLibrary.load();
        FaceLandmarks face =
                DrawnFace.usual()
                        .landmarks()
                        .moved(p -> p.scaled(100))
                        .moved(p -> new Point(p.x() + 150, p.y() + 100));
        Mat picture = new Mat(320, 300, CvType.CV_8UC3, new Scalar(120, 160, 200));
        for (int index = 17; index < 26; index++) {
            if (index != 21) {
                Imgproc.line(
                        picture,
                        cv(face.at(index), 4),
                        cv(face.at(index + 1), 4),
                        new Scalar(20, 30, 40),
                        12);
            }
        }
        for (var eye : new Point[] {face.leftEye(), face.rightEye()}) {
            Imgproc.circle(picture, cv(eye, 0), 10, new Scalar(60, 90, 30), -1);
            Imgproc.circle(picture, cv(eye, 28), 12, new Scalar(100, 140, 170), -1);
        }

        FaceColours colours = MeasureColours.of(picture, face, Optional.empty()).orElseThrow();

        assertNear(colours.skin(), new Srgb(200, 160, 120));
        assertNear(colours.hair().orElseThrow(), new Srgb(40, 30, 20));
        assertNear(colours.eyes().orElseThrow(), new Srgb(30, 90, 60));
        assertThat(colours.underEyeShade().orElseThrow()).isBetween(5.0, 12.0);
        picture.release();
    }

    @Test
    void browsThatDoNotStandOutSayNothingAboutHair() {
        OpenCvLibrary.load();
        FaceLandmarks face =
                DrawnFace.usual()
                        .landmarks()
                        .moved(p -> new Point(100 * p.x() + 150, 100 * p.y() + 100));
        Mat picture = new Mat(320, 300, CvType.CV_8UC3, new Scalar(120, 160, 200));

        assertThat(MeasureColours.of(picture, face, Optional.empty()).orElseThrow().hair())
                .isEmpty();
        picture.release();
    }

    @Test
    void aFaceOutsideThePictureHasNoColours() {
        OpenCvLibrary.load();
        FaceLandmarks face =
                DrawnFace.usual().landmarks().moved(p -> new Point(100 * p.x() - 900, 100 * p.y()));
        Mat picture = new Mat(320, 300, CvType.CV_8UC3, new Scalar(120, 160, 200));

        assertThat(MeasureColours.of(picture, face, Optional.empty())).isEmpty();
        picture.release();
    }

    private static org.opencv.core.Point cv(Point point, double below) {
        return new org.opencv.core.Point(point.x(), point.y() + below);
    }

    private static void assertNear(Lab seen, Srgb drawn) {
        Lab wanted = drawn.toLab();
        assertThat(
                        Math.hypot(
                                seen.lightness() - wanted.lightness(),
                                Math.hypot(seen.a() - wanted.a(), seen.b() - wanted.b())))
                .isLessThan(2);
    }

    private static Lab polar(double lightness, double chroma, double hue) {
        return new Lab(
                lightness,
                chroma * Math.cos(Math.toRadians(hue)),
                chroma * Math.sin(Math.toRadians(hue)));
    }

    private static FaceColours plain(Lab skin) {
        return new FaceColours(skin, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
