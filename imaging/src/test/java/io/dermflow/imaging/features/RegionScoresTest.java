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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// Scores of a face of grainy skin of which one region is made worse.
class RegionScoresTest {

    private static final int SIDE = 960;
    private static final Srgb SKIN = new Srgb(205, 160, 140);
    private static final double GRAIN = 3;
    private static final FaceRegion WORSE = FaceRegion.LEFT_CHEEK;

    /// Points of 100 that the score of a region may move when another one is changed.
    private static final double TOLERANCE = 3;

    private static final FaceLandmarks FACE =
            DrawnFace.usual()
                    .landmarks()
                    .moved(p -> new Point(SIDE / 2.0 + 160 * p.x(), SIDE / 2.5 + 160 * p.y()));

    private static final Map<FaceRegion, MeasuredRegion> AS_DRAWN = measured(1, picture -> {});

    @ParameterizedTest
    @EnumSource
    void scoresARegionThatWasMadeWorseWorseAndTheOthersAsBefore(Feature feature) {
        var before = AS_DRAWN;
        var after = measured(1, picture -> worsen(picture, feature));

        for (FaceRegion region : FaceRegion.values()) {
            var score = before.get(region).score(feature);
            if (score.isPresent()) {
                double rise = after.get(region).score(feature).orElseThrow() - score.get();
                if (region == WORSE) {
                    assertThat(rise).as("%s", region).isGreaterThan(10);
                } else {
                    assertThat(rise).as("%s", region).isCloseTo(0, within(TOLERANCE));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsARegionThatWasMadeWorseDifferentFromItsOtherSide(Feature feature) {
        var regions = measured(1, picture -> worsen(picture, feature));

        assertThat(gap(regions, feature)).isGreaterThan(noise(regions, feature));
    }

    @Test
    void comparesStructuresWithPhotosOfTheSameScaleOnly() {
        assertThat(MeasuredRegion.reference(Feature.REDNESS))
                .isEqualTo(ReferenceQuantiles.CLOSE_UPS);
        assertThat(MeasuredRegion.reference(Feature.OILINESS))
                .isEqualTo(ReferenceQuantiles.CLOSE_UPS);
        for (Feature feature : ReferenceQuantiles.AT_FACE_SCALE.features()) {
            assertThat(MeasuredRegion.reference(feature))
                    .isEqualTo(ReferenceQuantiles.AT_FACE_SCALE);
        }
    }

    @Test
    void knowsAnUnevenRegionLessWellThanAnEvenOne() {
        var even = AS_DRAWN;
        var uneven = measured(1, picture -> redden(picture, 0.5));

        assertThat(uneven.get(WORSE).uncertainties().get(Feature.REDNESS))
                .isGreaterThan(3 * even.get(WORSE).uncertainties().get(Feature.REDNESS));
        assertThat(uneven.get(FaceRegion.NOSE).uncertainties().get(Feature.REDNESS))
                .isCloseTo(
                        even.get(FaceRegion.NOSE).uncertainties().get(Feature.REDNESS),
                        within(0.05));
    }

    /// Both cheeks are the same skin: at 95 % one difference of twenty may seem real, two are
    /// allowed for.
    @Test
    void callsSkinThatIsAlikeDifferentInOneCaseOfTenAtMost() {
        int different = 0;
        int pairs = 0;
        for (int seed = 1; seed <= 6; seed++) {
            var regions = measured(seed, picture -> {});
            for (Feature feature : Feature.values()) {
                boolean apart = Math.abs(gap(regions, feature)) > noise(regions, feature);
                different += apart ? 1 : 0;
                pairs++;
            }
        }
        assertThat(different).isLessThanOrEqualTo(pairs / 10);
    }

    private static double gap(Map<FaceRegion, MeasuredRegion> regions, Feature feature) {
        return regions.get(WORSE).figures().get(feature)
                - regions.get(FaceRegion.RIGHT_CHEEK).figures().get(feature);
    }

    private static double noise(Map<FaceRegion, MeasuredRegion> regions, Feature feature) {
        return Math.hypot(
                regions.get(WORSE).uncertainties().get(feature),
                regions.get(FaceRegion.RIGHT_CHEEK).uncertainties().get(feature));
    }

    private interface Painter {
        void paint(Mat picture);
    }

    private static Map<FaceRegion, MeasuredRegion> measured(long seed, Painter painter) {
        Mat picture = GeneratedPicture.plain(SIDE, SIDE, SKIN);
        painter.paint(picture);
        Core.setRNGSeed((int) seed);
        grain(picture, GRAIN);
        Mat excluded = Mat.zeros(SIDE, SIDE, CvType.CV_8UC1);
        Map<FaceRegion, MeasuredRegion> regions = new EnumMap<>(FaceRegion.class);
        MeasureRegions.of(picture, excluded, FACE).forEach(one -> regions.put(one.region(), one));
        excluded.release();
        picture.release();
        return regions;
    }

    private static void worsen(Mat picture, Feature feature) {
        switch (feature) {
            case REDNESS -> redden(picture, 1);
            case SPOTS -> dots(picture, 14, 9, new Scalar(112, 128, 164));
            case WRINKLES -> lines(picture);
            case PORES -> dots(picture, 160, 2, new Scalar(90, 104, 135));
            case TEXTURE -> roughen(picture);
            case OILINESS -> dots(picture, 24, 5, new Scalar(225, 228, 235));
        }
    }

    /// @param share of the region, from its top
    private static void redden(Mat picture, double share) {
        var outline = new MatOfPoint(outline(1));
        var box = Imgproc.boundingRect(outline);
        var inside = inside(1);
        inside.rowRange(box.y + (int) (share * box.height), SIDE).setTo(Scalar.all(0));
        picture.setTo(new Scalar(134, 148, 215), inside);
        inside.release();
        outline.release();
    }

    private static void roughen(Mat picture) {
        Core.setRNGSeed(9);
        var rough = picture.clone();
        grain(rough, 18);
        var inside = inside(0.8);
        rough.copyTo(picture, inside);
        inside.release();
        rough.release();
    }

    private static void dots(Mat picture, int count, int radius, Scalar colour) {
        var random = new Random(4);
        var inside = inside(0.75);
        for (int drawn = 0; drawn < count; ) {
            int x = random.nextInt(SIDE);
            int y = random.nextInt(SIDE);
            if (inside.get(y, x)[0] > 0) {
                Imgproc.circle(
                        picture,
                        new org.opencv.core.Point(x, y),
                        radius,
                        colour,
                        -1,
                        Imgproc.LINE_AA);
                drawn++;
            }
        }
        inside.release();
    }

    private static void lines(Mat picture) {
        var lined = picture.clone();
        for (int y = 0; y < SIDE; y += 24) {
            Imgproc.line(
                    lined,
                    new org.opencv.core.Point(0, y),
                    new org.opencv.core.Point(SIDE, y),
                    new Scalar(105, 120, 154),
                    3,
                    Imgproc.LINE_AA);
        }
        var inside = inside(0.8);
        lined.copyTo(picture, inside);
        inside.release();
        lined.release();
    }

    private static void grain(Mat picture, double deviation) {
        var grain = new Mat(picture.size(), CvType.CV_16SC3);
        Core.randn(grain, 0, deviation);
        picture.convertTo(picture, CvType.CV_16SC3);
        Core.add(picture, grain, picture);
        picture.convertTo(picture, CvType.CV_8UC3);
        grain.release();
    }

    /// @param size of the region's own, around its middle
    private static Mat inside(double size) {
        var inside = Mat.zeros(SIDE, SIDE, CvType.CV_8UC1);
        var outline = new MatOfPoint(outline(size));
        Imgproc.fillPoly(inside, List.of(outline), Scalar.all(255));
        outline.release();
        return inside;
    }

    private static org.opencv.core.Point[] outline(double size) {
        var back = FACE.fromAligned();
        List<Point> corners = WORSE.outline(FACE.aligned()).stream().map(back).toList();
        double x = corners.stream().mapToDouble(Point::x).average().orElseThrow();
        double y = corners.stream().mapToDouble(Point::y).average().orElseThrow();
        return corners.stream()
                .map(p -> new org.opencv.core.Point(x + size * (p.x() - x), y + size * (p.y() - y)))
                .toArray(org.opencv.core.Point[]::new);
    }
}
