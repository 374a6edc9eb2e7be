package io.dermflow.vision.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.EventCodec;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.ImageRef;
import io.dermflow.events.Outcome;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.imaging.colour.Ciede2000;
import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.kafka.ConsentView.Standing;
import io.dermflow.kit.store.Bucket;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.ModelFiles;
import io.dermflow.vision.pump.JobRun;
import io.dermflow.vision.pump.StepLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole vision stage on generated pictures, with the shipped model and a directory as store.
class AnalyseCaptureTest {

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    @TempDir private Path dir;
    private CaptureStage stage;
    private List<String> steps;

    @BeforeEach
    void open() {
        stage = new CaptureStage(dir);
        steps = stage.steps();
    }

    @Test
    void findsAndMeasuresTheMole() {
        Analysis analysis = findings(run(job(jpeg(DrawnSkin.withMole()))));

        assertThat(analysis.findings()).hasSize(1);
        Finding mole = analysis.findings().getFirst();
        assertThat(mole.id()).isEqualTo("F1");
        assertThat(mole.image()).isEqualTo("image");
        assertThat(mole.label()).isEqualTo("lesion");
        assertThat(mole.box().x() + mole.box().width() / 2)
                .isCloseTo(DrawnSkin.MOLE_X, within(40.0));
        assertThat(mole.box().y() + mole.box().height() / 2)
                .isCloseTo(DrawnSkin.MOLE_Y, within(40.0));
        double trueArea = Math.PI * DrawnSkin.MOLE_RADIUS * DrawnSkin.MOLE_RADIUS;
        assertThat(mole.areaPx()).isBetween(trueArea * 0.7, trueArea * 1.3);
        assertThat(mole.areaFraction())
                .isCloseTo(mole.areaPx() / (DrawnSkin.WIDTH * DrawnSkin.HEIGHT), within(1e-4));
        assertThat(mole.polygon()).hasSizeBetween(8, 64);
        assertThat(mole.abcd()).isNotNull();
        assertThat(mole.abcd().asymmetry()).as("a disc is symmetric").isZero();
        assertThat(mole.alignedMm()).as("no card lies in the picture").isEmpty();
    }

    @Test
    void saysWithWhatItMeasuredAndWhatIsLacking() {
        Analysis analysis = findings(run(job(jpeg(DrawnSkin.withMole()))));

        assertThat(analysis.skin().calibrated()).isFalse();
        assertThat(analysis.skin().confidence()).isEqualTo("low");
        assertThat(analysis.skin().monkBucket()).isBetween(3, 7);
        assertThat(analysis.skin().lab().lightness())
                .as("the mole is left out")
                .isCloseTo(68.7, within(3.0));
        assertThat(analysis.detectionLimit().minDiameterPx()).isGreaterThan(10);
        assertThat(analysis.degradations())
                .extracting("code")
                .containsExactly("no_colour_card", "no_scale", "weak_classifier");
        assertThat(analysis.modelVersions())
                .extracting("name")
                .containsExactly("lesion", "lesion-dx", "skin");
        assertThat(analysis.timings()).extracting("step").doesNotHaveDuplicates();
        assertThat(steps)
                .containsExactly(
                        "fetch",
                        "check",
                        "decode",
                        "quality",
                        "card",
                        "colour",
                        "detect",
                        "measure",
                        "classify",
                        "segment",
                        "tone",
                        "features",
                        "overlay",
                        "store");
    }

    @Test
    void rejectsAPictureWithoutSkinWhenTheSkinIsAllThatWasAskedFor() {
        AnalysisRequested job = job(jpeg(DrawnSkin.leaves()));

        var outcome = (Outcome.Rejected) run(job);
        AnalysisRequested off =
                CaptureStage.with(
                        job, List.of("skin"), new AnalysisOptions("off", "en", null, null, false));

        assertThat(outcome.reason().code()).isEqualTo("not_skin");
        assertThat(outcome.reason().detail()).contains("Let the skin fill most of the picture");
        assertThat(outcome.analysis().quality().problems()).containsExactly("not_skin");
        assertThat(findings(run(off)).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en    | Hold still,    | Take the picture again,",
                "de    | Halte still,   | Nimm das Bild noch einmal auf",
                "es-MX | No te muevas,  | Haz la foto otra vez",
                "fr    | Ne bougez pas, | Reprenez la photo",
                "pt    | Não se mexa,   | Tire a fotografia de novo",
                "it    | Hold still,    | Take the picture again,"
            })
    void saysWhyItRejectsAPictureInTheLanguageOfTheRequest(
            String language, String blurred, String corrupt) {
        var options = new AnalysisOptions("normal", language, null, null, false);
        AnalysisRequested blur = job(jpeg(DrawnSkin.blurred()));
        AnalysisRequested text = job(jpeg("no picture at all".getBytes(UTF_8)));

        var tooBlurred = (Outcome.Rejected) run(CaptureStage.with(blur, blur.analyses(), options));
        var notOne = (Outcome.Rejected) run(CaptureStage.with(text, text.analyses(), options));

        assertThat(tooBlurred.reason().code()).isEqualTo("blur");
        assertThat(tooBlurred.reason().detail()).contains(blurred);
        assertThat(tooBlurred.analysis().quality().actions().getFirst()).startsWith(blurred);
        assertThat(notOne.reason().code()).isEqualTo("image_corrupt");
        assertThat(notOne.reason().detail()).startsWith(corrupt);
        assertThat(List.of(tooBlurred.language(), notOne.language()))
                .containsOnly(language.equals("it") ? "en" : language.substring(0, 2));
    }

    @Test
    void storesTheOverlayWhereTheEventSays() throws IOException {
        AnalysisRequested job = job(jpeg(DrawnSkin.withMole()));

        var artifact = findings(run(job)).artifacts().getFirst();

        assertThat(artifact.objectKey()).isEqualTo(job.taskId() + "/overlay-image.png");
        try (var stored =
                stage.store()
                        .open(Bucket.PROCESSED_ARTIFACTS, CaptureStage.OWNER, artifact.objectKey())
                        .orElseThrow()) {
            byte[] png = stored.content().readAllBytes();
            assertThat(png).hasSize((int) artifact.bytes()).startsWith(0x89, 'P', 'N', 'G');
            assertThat(FetchImages.sha256(png)).isEqualTo(artifact.sha256());
        }
    }

    @Test
    void saysTheSameAgainWhenItRunsTwice() {
        AnalysisRequested job = job(jpeg(DrawnSkin.withMole()));

        Analysis first = findings(run(job));
        Analysis second = findings(run(job));

        assertThat(second.findings()).isEqualTo(first.findings());
        assertThat(second.artifacts()).isEqualTo(first.artifacts());
    }

    @Test
    void findsTheSameInPngAndInATurnedPicture() {
        ImageRef png = image("image", DrawnSkin.withMolePng(), "image/png", 1);
        ImageRef turned = image("image", DrawnSkin.withMole(), "image/jpeg", 3);

        Finding inPng = findings(run(job(png))).findings().getFirst();
        Finding inTurned = findings(run(job(turned))).findings().getFirst();

        assertThat(inPng.box().x() + inPng.box().width() / 2)
                .isCloseTo(DrawnSkin.MOLE_X, within(40.0));
        assertThat(inTurned.box().x() + inTurned.box().width() / 2)
                .isCloseTo(DrawnSkin.WIDTH - DrawnSkin.MOLE_X, within(40.0));
        assertThat(inTurned.box().y() + inTurned.box().height() / 2)
                .isCloseTo(DrawnSkin.HEIGHT - DrawnSkin.MOLE_Y, within(40.0));
    }

    @Test
    void looksAtEveryPictureButTheReferenceCard() {
        ImageRef front = image("front", DrawnSkin.withMole(), "image/jpeg", 1);
        ImageRef card = image("ref", DrawnSkin.withMole(), "image/jpeg", 1);

        Analysis analysis = findings(run(job(front, card)));

        assertThat(analysis.findings()).extracting(Finding::image).containsExactly("front");
        assertThat(analysis.artifacts()).extracting("name").containsExactly("overlay-front.png");
        assertThat(analysis.quality().checks()).extracting("image").contains("front", "ref");
    }

    @Test
    void rejectsAPictureOfWhichThereIsOnlyHalf() {
        byte[] whole = DrawnSkin.withMole();
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        half[half.length - 2] = (byte) 0xFF;
        half[half.length - 1] = (byte) 0xD9;

        var outcome = (Outcome.Rejected) run(job(jpeg(half)));

        assertThat(outcome.reason().code()).isEqualTo("image_truncated");
        assertThat(outcome.analysis()).isNull();
        assertThat(steps).as("no decoder has seen it").containsExactly("fetch");
    }

    @Test
    void rejectsABlurredPictureWithItsFigures() {
        var outcome = (Outcome.Rejected) run(job(jpeg(DrawnSkin.blurred())));

        assertThat(outcome.reason().code()).isEqualTo("blur");
        assertThat(outcome.analysis().quality().problems()).contains("blur");
        assertThat(outcome.analysis().quality().actions()).isNotEmpty();
        assertThat(steps).doesNotContain("detect");
    }

    @Test
    void analysesABlurredPictureWhenTheGateIsOff() {
        AnalysisRequested job = job(jpeg(DrawnSkin.blurred()));
        var off =
                CaptureStage.with(
                        job, job.analyses(), new AnalysisOptions("off", "en", null, null, false));

        assertThat(findings(run(off)).quality().policy()).isEqualTo("off");
    }

    @Test
    void failsForAJobWithoutAPicture() {
        var outcome = (Outcome.Failed) run(job());

        assertThat(outcome.reason().code()).isEqualTo("image_missing");
    }

    @Test
    void failsForAPictureThatIsGone() {
        ImageRef gone = Jobs.image("image", "raw/gone", "0".repeat(64), "image/jpeg", 1, 9, 9);

        var outcome = (Outcome.Failed) run(job(gone));

        assertThat(outcome.reason().code()).isEqualTo("image_missing");
    }

    @Test
    void failsForAPictureThatIsAnotherOne() {
        ImageRef real = jpeg(DrawnSkin.withMole());
        stage.store()
                .put(
                        Bucket.RAW_CAPTURES,
                        CaptureStage.OWNER,
                        real.objectKey(),
                        DrawnSkin.blurred(),
                        "image/jpeg");

        var outcome = (Outcome.Failed) run(job(real));

        assertThat(outcome.reason().code()).isEqualTo("digest_mismatch");
    }

    @Test
    void stopsBeforeTheFirstByteWhenConsentIsGone() {
        stage.stands(Standing.WITHDRAWN);
        var withdrawn = (Outcome.Canceled) run(job(jpeg(DrawnSkin.withMole())));
        stage.stands(Standing.ERASED);
        var erased = (Outcome.Canceled) run(job(jpeg(DrawnSkin.withMole())));

        assertThat(withdrawn.reason().code()).isEqualTo("consent_withdrawn");
        assertThat(erased.reason().code()).isEqualTo("erased");
        assertThat(steps).isEmpty();
    }

    @Test
    void waitsForAModelThatIsNotThere() {
        var none = new ActiveModels(ModelFiles.properties(dir));

        assertThatThrownBy(() -> stage.run(none, job(jpeg(DrawnSkin.withMole()))))
                .isInstanceOf(DependencyUnavailable.class);
    }

    @Test
    void dropsTheWeakestFindingsOfAnEventThatWouldBeTooLarge() {
        var event = (FindingsReady) run(job(jpeg(DrawnSkin.withMole())));
        int bytes = EventCodec.encode(event).length;

        FindingsReady bounded = EventSize.bounded(event, bytes - 1);

        assertThat(bytes).isLessThan(EventSize.MOST_BYTES);
        assertThat(EventSize.bounded(event)).isSameAs(event);
        assertThat(bounded.analysis().findings()).isEmpty();
        assertThat(bounded.analysis().degradations())
                .extracting("code")
                .contains("findings_truncated");
    }

    @Test
    void measuresInMillimetresAndTrueColoursBesideACard() {
        Analysis analysis = findings(run(job(jpeg(DrawnSkin.withMoleAndCard(0.8, 0.9, 1.1)))));

        assertThat(analysis.quality().cardDetected()).isTrue();
        assertThat(analysis.findings()).as("nothing on the card counts").hasSize(1);
        Finding.SizeMm size = analysis.findings().getFirst().sizeMm();
        assertThat(size.value())
                .isCloseTo(DrawnSkin.CARD_MOLE_MM, within(Math.max(size.uncertainty(), 2.0)));
        assertThat(size.uncertainty()).isBetween(0.1, 3.0);
        assertThat(size.scaleFrom()).isEqualTo("image");
        assertThat(analysis.detectionLimit().minDiameterMm())
                .isCloseTo(detectionLimitMm(), within(0.01 * detectionLimitMm()));
        assertThat(analysis.skin().calibrated()).isTrue();
        assertThat(analysis.skin().confidence()).isEqualTo("normal");
        assertThat(difference(analysis.skin().lab(), DrawnSkin.TONE)).isLessThan(2);
        assertThat(analysis.degradations()).extracting("code").containsExactly("weak_classifier");
    }

    /// The net sees the 1,600 pixels, 7 to the millimetre, in its own.
    private static double detectionLimitMm() {
        var net = SHIPPED.models().lesion();
        double mmPerPixel =
                DrawnSkin.WIDTH / DrawnSkin.CARD_PX_PER_MM / (double) net.input().width();
        return net.entry().resolvedPixels() * mmPerPixel;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 2})
    void findsAMoleOfTheDetectionLimitAndAbove(double times) {
        int radius = (int) Math.rint(times * detectionLimitMm() * DrawnSkin.CARD_PX_PER_MM / 2);

        Analysis analysis = findings(run(job(jpeg(DrawnSkin.withMole(radius)))));

        assertThat(analysis.findings()).hasSize(1);
        Finding.Box box = analysis.findings().getFirst().box();
        assertThat(box.x() + box.width() / 2).isCloseTo(DrawnSkin.MOLE_X, within(20.0));
        assertThat(box.y() + box.height() / 2).isCloseTo(DrawnSkin.MOLE_Y, within(20.0));
    }

    @Test
    void givesTheOutlineInMillimetresOnTheCardsPlane() {
        Analysis analysis = findings(run(job(jpeg(DrawnSkin.withMoleAndCard(0.8, 0.9, 1.1)))));

        Finding mole = analysis.findings().getFirst();
        assertLiesOnTheCard(mole.alignedMm(), mole.polygon(), 0.5);
        assertThat(analysis.features())
                .allSatisfy(feature -> {
                    assertThat(feature.alignedMm()).hasSameSizeAs(feature.polygons());
                    for (int i = 0; i < feature.polygons().size(); i++) {
                        assertLiesOnTheCard(
                                feature.alignedMm().get(i), feature.polygons().get(i), 1);
                    }
                });
    }

    private static void assertLiesOnTheCard(
            List<List<Double>> millimetres, List<List<Double>> pixels, double mm) {
        assertThat(millimetres).hasSameSizeAs(pixels);
        for (int i = 0; i < pixels.size(); i++) {
            double x = (pixels.get(i).get(0) - DrawnSkin.CARD_LEFT) / DrawnSkin.CARD_PX_PER_MM;
            double y = (pixels.get(i).get(1) - DrawnSkin.CARD_TOP) / DrawnSkin.CARD_PX_PER_MM;
            assertThat(millimetres.get(i).get(0)).isCloseTo(x, within(mm));
            assertThat(millimetres.get(i).get(1)).isCloseTo(y, within(mm));
        }
    }

    @Test
    void takesColourAndScaleFromACardInAPictureOfTheSamePlace() {
        ImageRef front = image("front", DrawnSkin.nearer(0.8, 0.9, 1.1), "image/jpeg", 1);
        ImageRef card = image("ref", DrawnSkin.withMoleAndCard(0.8, 0.9, 1.1), "image/jpeg", 1);

        Analysis analysis = findings(run(job(front, card)));

        assertThat(analysis.findings()).hasSize(1);
        Finding mole = analysis.findings().getFirst();
        Finding.SizeMm size = mole.sizeMm();
        assertThat(size.scaleFrom()).isEqualTo("ref");
        assertThat(size.value())
                .isCloseTo(DrawnSkin.CARD_MOLE_MM, within(Math.max(size.uncertainty(), 2.0)));
        assertThat(size.uncertainty()).isBetween(0.1, 3.0);
        assertThat(middle(mole.alignedMm(), 0))
                .isCloseTo(
                        (DrawnSkin.MOLE_X - DrawnSkin.CARD_LEFT) / DrawnSkin.CARD_PX_PER_MM,
                        within(1.0));
        assertThat(middle(mole.alignedMm(), 1))
                .isCloseTo(
                        (DrawnSkin.MOLE_Y - DrawnSkin.CARD_TOP) / DrawnSkin.CARD_PX_PER_MM,
                        within(1.0));
        assertThat(analysis.detectionLimit().minDiameterMm())
                .isCloseTo(
                        detectionLimitMm() / DrawnSkin.NEARER, within(0.02 * detectionLimitMm()));
        assertThat(analysis.skin().calibrated()).isTrue();
        assertThat(analysis.features()).extracting("confidence").containsOnly("normal");
        assertThat(analysis.degradations()).extracting("code").containsExactly("weak_classifier");
    }

    /// Between the outermost points.
    private static double middle(List<List<Double>> outline, int axis) {
        var range = outline.stream().mapToDouble(point -> point.get(axis)).summaryStatistics();
        return (range.getMin() + range.getMax()) / 2;
    }

    @Test
    void takesColourButNoScaleFromACardInAPictureOfAnotherPlace() {
        ImageRef front = image("front", DrawnSkin.elsewhere(0.8, 0.9, 1.1), "image/jpeg", 1);
        ImageRef card = image("ref", DrawnSkin.withMoleAndCard(0.8, 0.9, 1.1), "image/jpeg", 1);

        Analysis analysis = findings(run(job(front, card)));

        assertThat(analysis.quality().cardDetected()).isTrue();
        assertThat(analysis.skin().calibrated()).isTrue();
        assertThat(difference(analysis.skin().lab(), DrawnSkin.TONE)).isLessThan(3);
        assertThat(analysis.findings()).allSatisfy(one -> assertThat(one.sizeMm()).isNull());
        assertThat(analysis.degradations())
                .extracting("code")
                .containsExactly("no_scale", "weak_classifier");
        assertThat(analysis.degradations().getFirst().detail()).contains("same place");
    }

    /// No two pictures are laid over each other within a millisecond.
    @Test
    void takesColourButNoScaleWhereLendingItTakesTooLong() {
        ImageRef front = image("front", DrawnSkin.nearer(0.8, 0.9, 1.1), "image/jpeg", 1);
        ImageRef card = image("ref", DrawnSkin.withMoleAndCard(0.8, 0.9, 1.1), "image/jpeg", 1);
        var limits =
                new StepLimits(
                        Duration.ofMinutes(5), Map.of("scale_from_ref", Duration.ofMillis(1)));

        Analysis analysis =
                findings(
                        stage.run(
                                SHIPPED.models(),
                                job(front, card),
                                "",
                                new JobRun(limits, (_, _) -> {})));

        assertThat(analysis.skin().calibrated()).isTrue();
        assertThat(analysis.findings())
                .singleElement()
                .satisfies(mole -> assertThat(mole.sizeMm()).isNull());
        assertThat(analysis.degradations())
                .extracting("code")
                .containsExactly("no_scale", "weak_classifier", "step_timed_out");
        assertThat(analysis.degradations().getFirst().detail())
                .as("nobody has seen whether it is the same place")
                .doesNotContain("does not show");
        assertThat(analysis.degradations().getLast().detail())
                .isEqualTo(
                        "Taking the scale from the picture of the card took too long and was left"
                                + " out.");
    }

    @Test
    void takesNoColourFromACardInAnotherLight() {
        ImageRef front = image("front", DrawnSkin.lit(1, 1, 1), "image/jpeg", 1);
        ImageRef card = image("ref", DrawnSkin.withMoleAndCard(0.6, 0.8, 1.1), "image/jpeg", 1);

        Analysis analysis = findings(run(job(front, card)));

        assertThat(analysis.skin().calibrated()).isFalse();
        assertThat(analysis.skin().confidence()).isEqualTo("low");
        assertThat(analysis.degradations())
                .filteredOn("code", "no_colour_card")
                .extracting("detail")
                .asString()
                .contains("picture of its own")
                .doesNotContain("Without a colour card");
    }

    @Test
    void leavesOutTheStepsThatTheRequestTurnsOff() {
        AnalysisRequested job = job(jpeg(DrawnSkin.withMole()));
        Analysis analysis =
                findings(
                        run(
                                with(
                                        job,
                                        Map.of(
                                                "detect",
                                                false,
                                                "tone",
                                                false,
                                                "card",
                                                false,
                                                "overlay",
                                                false,
                                                "denoise",
                                                true,
                                                "colour",
                                                false,
                                                "features",
                                                false))));

        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.detectionLimit()).as("nobody looked").isNull();
        assertThat(analysis.modelVersions()).isEmpty();
        assertThat(analysis.skin()).isNull();
        assertThat(analysis.artifacts()).isEmpty();
        assertThat(steps)
                .containsExactly("fetch", "check", "decode", "quality", "denoise", "measure");
    }

    @Test
    void measuresSixFeaturesOfTheSkinWithTheirRegion() {
        Analysis plain = findings(run(job(jpeg(DrawnSkin.withMole()))));
        Analysis calibrated = findings(run(job(jpeg(DrawnSkin.withMoleAndCard(0.8, 0.9, 1.1)))));

        assertThat(plain.features())
                .extracting("feature")
                .containsExactly("redness", "spots", "wrinkles", "pores", "texture", "oiliness");
        assertThat(plain.features())
                .allSatisfy(feature -> {
                    assertThat(feature.score()).isBetween(0.0, 100.0);
                    assertThat(feature.region()).isEqualTo("skin");
                    assertThat(feature.direction()).isEqualTo("higher_is_more");
                    assertThat(feature.confidence()).isEqualTo("low");
                    assertThat(feature.polygons()).isNotEmpty();
                });
        assertThat(calibrated.features()).extracting("confidence").containsOnly("normal");
    }

    private static AnalysisRequested with(AnalysisRequested job, Map<String, Boolean> steps) {
        return CaptureStage.with(
                job, job.analyses(), new AnalysisOptions("normal", "en", null, null, false, steps));
    }

    private static double difference(SkinTone.Lab lab, Srgb truth) {
        return Ciede2000.difference(new Lab(lab.lightness(), lab.a(), lab.b()), truth.toLab());
    }

    private Event run(AnalysisRequested job) {
        return stage.run(SHIPPED.models(), job);
    }

    private static Analysis findings(Event event) {
        return CaptureStage.found(event);
    }

    private AnalysisRequested job(ImageRef... images) {
        return Jobs.of(images);
    }

    private ImageRef jpeg(byte[] bytes) {
        return image("image", bytes, "image/jpeg", 1);
    }

    private ImageRef image(String kind, byte[] bytes, String mediaType, int orientation) {
        return stage.image(kind, bytes, mediaType, DrawnSkin.WIDTH, DrawnSkin.HEIGHT, orientation);
    }
}
