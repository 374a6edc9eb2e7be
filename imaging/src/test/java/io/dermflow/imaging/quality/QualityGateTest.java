package io.dermflow.imaging.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.DecodedImage;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class QualityGateTest {

    private static final Srgb MEDIUM = Srgb.ofHex("#a07e56");
    private static final Set<Showing> CLOSE_UP = EnumSet.of(Showing.CLOSE_UP);

    /// All ten swatches of the Monk scale: skin must not be called too dark or too light.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#f6ede4", "#f3e7db", "#f7ead0", "#eadaba", "#d7bd96", //
                "#a07e56", "#825c43", "#604134", "#3a312a", "#292420"
            })
    void passesAGoodPictureOfEverySkinTone(String hex) {
        var report = assess(GeneratedPicture.skin(800, 600, Srgb.ofHex(hex)), QualityPolicy.NORMAL);

        assertThat(report.problems()).isEmpty();
        assertThat(report.lightingOk()).isTrue();
        assertThat(report.overallConfidence()).isEqualTo(1);
    }

    @Test
    void seesBlur() {
        var sharp = GeneratedPicture.skin(800, 600, MEDIUM);
        var before = value(assess(sharp.clone(), QualityPolicy.NORMAL), "blur");
        Imgproc.GaussianBlur(sharp, sharp, new Size(0, 0), 6);

        var report = assess(sharp, QualityPolicy.NORMAL);

        assertThat(report.problems()).containsExactly("blur");
        assertThat(value(report, "blur")).isLessThan(6).isLessThan(before);
        assertThat(report.overallConfidence()).isLessThanOrEqualTo(0.3);
        assertThat(report.lightingOk()).isTrue();
    }

    @Test
    void seesDarkness() {
        var picture = GeneratedPicture.skin(800, 600, MEDIUM);
        picture.convertTo(picture, -1, 0.1);

        var report = assess(picture, QualityPolicy.NORMAL);

        assertThat(report.problems()).contains("lighting_dark");
        assertThat(report.lightingOk()).isFalse();
    }

    @Test
    void seesGlare() {
        var picture = GeneratedPicture.skin(800, 600, MEDIUM);
        picture.submat(new Rect(0, 0, 800, 240)).setTo(Scalar.all(255));

        var report = assess(picture, QualityPolicy.NORMAL);

        assertThat(report.problems()).containsExactly("clipped_highlights");
        assertThat(value(report, "clipped_highlights")).isCloseTo(0.4, within(0.01));
    }

    @Test
    void seesOverexposure() {
        var report = assess(plain(new Srgb(252, 250, 250)), QualityPolicy.NORMAL);

        assertThat(report.problems()).contains("lighting_overexposed", "low_contrast");
    }

    /// Known noise is read to a tenth where the picture is not reduced.
    @ParameterizedTest
    @ValueSource(doubles = {5, 10, 20})
    void measuresNoise(double levels) {
        var picture = GeneratedPicture.plain(512, 384, MEDIUM);
        GeneratedPicture.addNoise(picture, levels, 1);

        assertThat(value(assess(picture, QualityPolicy.NORMAL), "noise"))
                .isCloseTo(levels, within(levels / 10));
    }

    /// The sizes between which pictures are judged; half the noise passes.
    @ParameterizedTest
    @ValueSource(ints = {640, 800, 1000, 1279})
    void remarksOnStrongNoiseAtEveryWorkingSize(int width) {
        var picture = GeneratedPicture.photo(width, width * 3 / 4, 4);
        var calm = check(assess(picture.clone(), QualityPolicy.STRICT), "noise");
        var some = picture.clone();
        GeneratedPicture.addNoise(some, 8, 1);
        GeneratedPicture.addNoise(picture, 20, 1);

        var noisy = assess(picture, QualityPolicy.STRICT);

        assertThat(calm.verdict()).isEqualTo(Verdict.PASS);
        assertThat(check(assess(some, QualityPolicy.STRICT), "noise").verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(check(noisy, "noise").verdict()).isEqualTo(Verdict.WARN);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 30, 45, 90, 160})
    void remarksOnMovementAtAnyAngle(double degrees) {
        var picture = GeneratedPicture.skin(1024, 768, MEDIUM);
        GeneratedPicture.move(picture, 29, degrees);

        var moved = assess(picture, QualityPolicy.STRICT);

        assertThat(check(moved, "motion_blur").verdict()).isEqualTo(Verdict.WARN);
        assertThat(moved.problems()).doesNotContain("motion_blur");
    }

    @Test
    void tellsMovementFromAPictureOutOfFocusAndFromStripes() {
        var unfocused = GeneratedPicture.skin(1024, 768, MEDIUM);
        Imgproc.GaussianBlur(unfocused, unfocused, new Size(0, 0), 6);
        GeneratedPicture.addNoise(unfocused, 1, 1);
        var striped = GeneratedPicture.plain(1024, 768, MEDIUM);
        for (var x = 0; x < 1024; x += 16) {
            striped.submat(0, 768, x, x + 8).setTo(Scalar.all(60));
        }

        var blurred = assess(unfocused, QualityPolicy.NORMAL);

        assertThat(check(blurred, "blur").verdict()).isNotEqualTo(Verdict.PASS);
        assertThat(check(blurred, "motion_blur").verdict()).isEqualTo(Verdict.PASS);
        assertThat(check(assess(striped, QualityPolicy.NORMAL), "motion_blur").value())
                .isEqualTo(1);
    }

    @Test
    void hintsAtAMissingLowerPart() {
        var picture = GeneratedPicture.skin(800, 600, MEDIUM);
        picture.submat(new Rect(0, 480, 800, 120)).setTo(Scalar.all(128));

        var check = check(assess(picture, QualityPolicy.STRICT), "flat_tail");

        assertThat(check.verdict()).isEqualTo(Verdict.WARN);
        assertThat(check.value()).isCloseTo(0.2, within(0.01));
        assertThat(check.limit()).isEqualTo(0.05);
    }

    @Test
    void doubtsThatAMeadowIsSkin() {
        var meadow = GeneratedPicture.skin(800, 600, new Srgb(60, 140, 50));

        assertThat(check(assess(meadow.clone(), QualityPolicy.NORMAL), "not_skin").verdict())
                .isEqualTo(Verdict.WARN);
        assertThat(assess(meadow, QualityPolicy.STRICT).problems()).contains("not_skin");
    }

    @Test
    void judgesTheResolutionOfTheFullPicture() {
        var small = GeneratedPicture.skin(300, 200, MEDIUM);
        assertThat(assess(small, QualityPolicy.NORMAL).problems()).contains("low_resolution");

        var reduced = GeneratedPicture.skin(800, 600, MEDIUM);
        try (var image = new DecodedImage(reduced, 6400, 4800)) {
            var report = QualityGate.assess(image, QualityPolicy.STRICT, CLOSE_UP);
            assertThat(value(report, "low_resolution")).isEqualTo(4800);
        }
    }

    @Test
    void measuresButFailsNothingWhenOff() {
        var report = assess(plain(new Srgb(2, 2, 2)), QualityPolicy.OFF);

        assertThat(report.problems()).isEmpty();
        assertThat(report.checks()).hasSameSizeAs(QualityRules.ALL);
        assertThat(report.checks()).extracting(QualityCheck::verdict).contains(Verdict.WARN);
    }

    @ParameterizedTest
    @EnumSource
    void isNeverMoreLenientWhenStricter(QualityPolicy policy) {
        var picture = GeneratedPicture.photo(500, 400, 4);

        var report = assess(picture.clone(), policy);
        var strict = assess(picture, QualityPolicy.STRICT);

        for (var i = 0; i < report.checks().size(); i++) {
            assertThat(strict.checks().get(i).verdict())
                    .isGreaterThanOrEqualTo(report.checks().get(i).verdict());
            assertThat(strict.checks().get(i).value()).isEqualTo(report.checks().get(i).value());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PORTRAIT", "BODY", "CARD"})
    void refusesNothingButACloseUpForShowingNoSkin(Showing what) {
        var clothes = GeneratedPicture.photo(800, 600, 4);
        Core.multiply(clothes, new Scalar(1, 0.7, 0.2), clothes);

        assertThat(assess(clothes.clone(), QualityPolicy.STRICT).problems()).contains("not_skin");
        assertThat(assess(clothes, QualityPolicy.STRICT, EnumSet.of(what)).problems())
                .doesNotContain("not_skin");
    }

    @Test
    void wantsThePictureOfABodySharperThanThatOfSkin() {
        var soft = GeneratedPicture.photo(800, 600, 4);
        Imgproc.GaussianBlur(soft, soft, new Size(0, 0), 5);
        var close = assess(soft.clone(), QualityPolicy.NORMAL);
        var body = assess(soft, QualityPolicy.NORMAL, EnumSet.of(Showing.BODY));

        assertThat(check(body, "blur").limit()).isGreaterThan(check(close, "blur").limit());
        assertThat(check(body, "blur").verdict())
                .isGreaterThanOrEqualTo(check(close, "blur").verdict());
    }

    /// That it fails the one is no reason to refuse it to the other.
    @Test
    void judgesAPictureForTwoThingsByTheMilderLimits() {
        var picture = GeneratedPicture.skin(800, 600, new Srgb(60, 140, 50));

        var both =
                assess(picture, QualityPolicy.STRICT, EnumSet.of(Showing.CLOSE_UP, Showing.BODY));

        assertThat(check(both, "not_skin").verdict()).isEqualTo(Verdict.PASS);
        assertThat(check(both, "not_skin").value()).as("measured all the same").isLessThan(0.05);
    }

    private static QualityReport assess(Mat picture, QualityPolicy policy) {
        return assess(picture, policy, CLOSE_UP);
    }

    private static QualityReport assess(Mat picture, QualityPolicy policy, Set<Showing> serves) {
        try (var image = new DecodedImage(picture, picture.cols(), picture.rows())) {
            return QualityGate.assess(image, policy, serves);
        }
    }

    private static Mat plain(Srgb colour) {
        return GeneratedPicture.plain(800, 600, colour);
    }

    private static double value(QualityReport report, String code) {
        return check(report, code).value();
    }

    private static QualityCheck check(QualityReport report, String code) {
        return report.checks().stream()
                .filter(check -> check.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
