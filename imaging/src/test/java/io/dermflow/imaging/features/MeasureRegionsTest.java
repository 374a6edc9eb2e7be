package io.dermflow.imaging.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.face.DrawnFace;
import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.face.FaceRegion;
import io.dermflow.imaging.geometry.Point;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// A face of bare skin with known places, on which single regions are painted.
class MeasureRegionsTest {

    private static final int SIDE = 960;
    private static final Srgb SKIN = new Srgb(205, 160, 140);
    private static final Srgb RED = new Srgb(215, 148, 134);
    private static final Srgb SHADE = new Srgb(178, 136, 120);
    private static final FaceLandmarks FACE = face(160, 0);

    @Test
    void measuresEveryRegionOfAFaceThatIsLargeEnough() {
        Map<FaceRegion, MeasuredRegion> regions = measured(FACE, Map.of());

        assertThat(regions).containsOnlyKeys(FaceRegion.values());
        assertThat(regions.get(FaceRegion.FOREHEAD).figures()).containsOnlyKeys(Feature.values());
        assertThat(regions.get(FaceRegion.NOSE).figures())
                .doesNotContainKeys(Feature.WRINKLES, Feature.SPOTS);
        assertThat(regions.get(FaceRegion.CHIN).pixels()).isGreaterThan(1000);
    }

    @Test
    void findsRednessInTheRegionThatWasPaintedAndNowhereElse() {
        var plain = measured(FACE, Map.of());
        var painted = measured(FACE, Map.of(FaceRegion.LEFT_CHEEK, RED));

        for (FaceRegion region : FaceRegion.values()) {
            double rise = figure(painted, region) - figure(plain, region);
            if (region == FaceRegion.LEFT_CHEEK) {
                assertThat(rise).as("%s", region).isGreaterThan(4);
            } else {
                assertThat(rise).as("%s", region).isCloseTo(0, within(0.5));
            }
        }
    }

    /// The person looks into the camera: their left is the picture's right.
    @Test
    void namesSidesAsThePersonDoes() {
        var left = FaceRegion.LEFT_CHEEK.outline(FACE.aligned());
        var right = FaceRegion.RIGHT_CHEEK.outline(FACE.aligned());

        assertThat(left).allMatch(point -> point.x() > 0);
        assertThat(right).allMatch(point -> point.x() < 0);
    }

    @Test
    void saysHowMuchDarkerAndHowDifferentItIsBelowEachEye() {
        var shaded = measured(FACE, Map.of(FaceRegion.RIGHT_UNDER_EYE, SHADE));
        double darker = SKIN.toLab().lightness() - SHADE.toLab().lightness();

        var right = circles(shaded, FaceRegion.RIGHT_UNDER_EYE);
        var left = circles(shaded, FaceRegion.LEFT_UNDER_EYE);

        assertThat(right.darker()).isCloseTo(darker, within(0.7));
        assertThat(right.difference()).isGreaterThan(5);
        assertThat(left.darker()).isCloseTo(0, within(0.5));
        assertThat(shaded.get(FaceRegion.NOSE).darkCircles()).isEmpty();
    }

    @Test
    void measuresTheSameInALeaningFaceOfAnotherSize() {
        var painted = Map.of(FaceRegion.LEFT_CHEEK, RED, FaceRegion.RIGHT_UNDER_EYE, SHADE);
        var upright = measured(FACE, painted);
        var leaning = measured(face(130, 20), painted);

        for (FaceRegion region : FaceRegion.values()) {
            assertThat(figure(leaning, region))
                    .as("%s", region)
                    .isCloseTo(figure(upright, region), within(0.5));
        }
        assertThat(circles(leaning, FaceRegion.RIGHT_UNDER_EYE).darker())
                .isCloseTo(circles(upright, FaceRegion.RIGHT_UNDER_EYE).darker(), within(0.5));
    }

    @Test
    void measuresNoFineStructureInASmallFace() {
        Map<FaceRegion, MeasuredRegion> regions = measured(face(70, 0), Map.of());

        assertThat(regions.get(FaceRegion.FOREHEAD).figures())
                .containsOnlyKeys(Feature.REDNESS, Feature.OILINESS);
    }

    @Test
    void scoresEveryFigureOfAFaceThatIsLargeEnough() {
        var regions = measured(FACE, Map.of());

        regions.values()
                .forEach(region ->
                        region.figures()
                                .keySet()
                                .forEach(feature ->
                                        assertThat(region.score(feature))
                                                .as("%s", feature)
                                                .isPresent()));
        assertThat(regions.get(FaceRegion.NOSE).score(Feature.WRINKLES)).isEmpty();
        assertThat(measured(face(70, 0), Map.of()).get(FaceRegion.FOREHEAD).score(Feature.PORES))
                .isEmpty();
    }

    @Test
    void leavesOutARegionThatIsExcluded() {
        Mat picture = GeneratedPicture.plain(SIDE, SIDE, SKIN);
        Mat excluded = Mat.zeros(SIDE, SIDE, CvType.CV_8UC1);
        fill(excluded, FACE, FaceRegion.CHIN, Scalar.all(255));

        List<MeasuredRegion> regions = MeasureRegions.of(picture, excluded, FACE);

        assertThat(regions)
                .extracting(MeasuredRegion::region)
                .doesNotContain(FaceRegion.CHIN)
                .contains(FaceRegion.NOSE);
        excluded.release();
        picture.release();
    }

    private static double figure(Map<FaceRegion, MeasuredRegion> regions, FaceRegion region) {
        return regions.get(region).figures().get(Feature.REDNESS);
    }

    private static MeasuredRegion.DarkCircles circles(
            Map<FaceRegion, MeasuredRegion> regions, FaceRegion region) {
        return Optional.ofNullable(regions.get(region))
                .flatMap(MeasuredRegion::darkCircles)
                .orElseThrow();
    }

    private static Map<FaceRegion, MeasuredRegion> measured(
            FaceLandmarks face, Map<FaceRegion, Srgb> painted) {
        Mat picture = GeneratedPicture.plain(SIDE, SIDE, SKIN);
        painted.forEach((region, colour) ->
                fill(
                        picture,
                        face,
                        region,
                        new Scalar(colour.blue(), colour.green(), colour.red())));
        Mat excluded = Mat.zeros(SIDE, SIDE, CvType.CV_8UC1);
        Map<FaceRegion, MeasuredRegion> regions = new EnumMap<>(FaceRegion.class);
        MeasureRegions.of(picture, excluded, face).forEach(one -> regions.put(one.region(), one));
        excluded.release();
        picture.release();
        return regions;
    }

    /// Paints a region where it lies in the picture.
    private static void fill(Mat picture, FaceLandmarks face, FaceRegion region, Scalar colour) {
        var back = face.fromAligned();
        var corners =
                new MatOfPoint(
                        region.outline(face.aligned()).stream()
                                .map(back)
                                .map(p -> new org.opencv.core.Point(p.x(), p.y()))
                                .toArray(org.opencv.core.Point[]::new));
        Imgproc.fillPoly(picture, List.of(corners), colour);
        corners.release();
    }

    private static FaceLandmarks face(double eyes, double leaningDegrees) {
        double cos = eyes * Math.cos(Math.toRadians(leaningDegrees));
        double sin = eyes * Math.sin(Math.toRadians(leaningDegrees));
        return DrawnFace.usual()
                .landmarks()
                .moved(p ->
                        new Point(
                                SIDE / 2.0 + cos * p.x() - sin * p.y(),
                                SIDE / 2.5 + sin * p.x() + cos * p.y()));
    }
}
