package io.dermflow.vision.pipeline;

import static io.dermflow.vision.pipeline.FacePicture.CHIN;
import static io.dermflow.vision.pipeline.FacePicture.LEFT_EYE;
import static io.dermflow.vision.pipeline.FacePicture.PEOPLE;
import static io.dermflow.vision.pipeline.FacePicture.RIGHT_EYE;
import static io.dermflow.vision.pipeline.FacePicture.SAMPLE;
import static io.dermflow.vision.pipeline.FacePicture.bytes;
import static io.dermflow.vision.pipeline.FacePicture.distance;
import static io.dermflow.vision.pipeline.FacePicture.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.ImageRef;
import io.dermflow.events.Outcome;
import io.dermflow.events.UserId;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Face;
import io.dermflow.events.analysis.KnownLimit;
import io.dermflow.events.analysis.Quality.Check;
import io.dermflow.events.analysis.Quality.Verdict;
import io.dermflow.events.analysis.SkinRegion;
import io.dermflow.imaging.body.BodyProblem;
import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.kit.kafka.ConsentView.Standing;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.checkpoint.TestCheckpoints;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.pump.JobRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// The face through the whole vision stage, with the shipped model, on the rendered sample: its
/// true places are known.
class FaceAnalysisTest {

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    @TempDir private Path dir;
    private final List<String> steps = new ArrayList<>();
    private final Map<String, byte[]> pictures = new HashMap<>();

    @Test
    void findsTheRenderedFaceWhereItWasDrawn() {
        FaceLandmarks face =
                FacePicture.found(FacePicture.of(bytes(SAMPLE)), SHIPPED.models())
                        .orElseThrow()
                        .landmarks();

        double unit = RIGHT_EYE.x() - LEFT_EYE.x();
        assertThat(distance(face.leftEye(), LEFT_EYE)).isLessThan(0.05 * unit);
        assertThat(distance(face.rightEye(), RIGHT_EYE)).isLessThan(0.05 * unit);
        assertThat(distance(face.chin(), CHIN)).isLessThan(0.15 * unit);
    }

    @Test
    void namesFormAndSeasonWithFullScores() {
        Analysis analysis =
                findings(run(job(List.of("face"), "normal", image("portrait", bytes(SAMPLE)))));

        Face face = analysis.face();
        assertThat(face.image()).isEqualTo("portrait");
        assertThat(face.shapeScores())
                .containsOnlyKeys("Heart", "Oval", "Round", "Square", "Oblong");
        assertThat(face.shapeScores().values().stream().mapToDouble(s -> s).sum())
                .isCloseTo(1, within(1e-3));
        assertThat(face.shapeScores().get(face.shape())).isEqualTo(face.shapeScore());
        assertThat(face.seasonScores()).hasSize(12).containsKey("DARK WINTER");
        assertThat(face.seasonScores().values().stream().mapToDouble(s -> s).sum())
                .isCloseTo(1, within(1e-3));
        assertThat(face.confidence()).isEqualTo("low");
        assertThat(analysis.degradations())
                .extracting("code")
                .contains("low_confidence_face")
                .doesNotContain("analysis_unavailable");
        assertThat(analysis.modelVersions())
                .extracting("task")
                .containsExactly("face-landmarks", "skin");
        assertThat(analysis.artifacts()).extracting("name").contains("overlay-face-portrait.png");
        assertThat(analysis.timings()).extracting("step").contains("face");
        assertThat(analysis.quality().checks())
                .extracting(Check::code)
                .contains(
                        "no_face",
                        "multiple_people",
                        "face_too_small",
                        "face_out_of_bounds",
                        "large_face_angle",
                        "pose_head_tilt",
                        "lighting_uneven",
                        "eyes_closed",
                        "glasses",
                        "forehead_covered");
        assertThat(hints(analysis.quality().checks()))
                .allMatch(check -> check.verdict() == Verdict.PASS);
    }

    /// What is remarked on is no reason not to judge the face.
    @Test
    void remarksOnALeaningHeadInLightFromOneSide() {
        Mat picture = FacePicture.sample();
        FacePicture.dim(picture, 0.8);
        FacePicture.Turned leaning = FacePicture.turned(picture, 35);

        Analysis analysis =
                findings(
                        run(
                                job(
                                        List.of("face"),
                                        "normal",
                                        image("portrait", encoded(leaning.picture())))));

        assertThat(analysis.face()).isNotNull();
        assertThat(hints(analysis.quality().checks()))
                .filteredOn(check -> check.verdict() == Verdict.WARN)
                .extracting(Check::code)
                .containsExactly("pose_head_tilt", "lighting_uneven");
        assertThat(analysis.quality().actions())
                .anyMatch(action -> action.contains("upright"))
                .anyMatch(action -> action.contains("light"));
        assertThat(analysis.degradations())
                .filteredOn("code", "low_confidence_face")
                .extracting("detail")
                .asString()
                .contains("tilted", "unevenly");
    }

    @Test
    void rejectsAPictureWithoutAFaceWhenNothingElseWasAskedFor() {
        var outcome =
                (Outcome.Rejected)
                        run(job(List.of("face"), "normal", image("image", DrawnSkin.withMole())));

        assertThat(outcome.reason().code()).isEqualTo("no_face");
    }

    @Test
    void keepsTheSkinWhenThereIsNoFace() {
        Analysis analysis =
                findings(
                        run(
                                job(
                                        List.of("face", "skin"),
                                        "normal",
                                        image("image", DrawnSkin.withMole()))));

        assertThat(analysis.face()).isNull();
        assertThat(analysis.findings()).hasSize(1);
        assertThat(analysis.degradations()).extracting("code").contains("no_face");
        assertThat(analysis.quality().actions()).anyMatch(action -> action.contains("face"));
    }

    @Test
    void measuresTheSkinOfTheFaceRegionByRegion() {
        Analysis analysis =
                findings(
                        run(
                                job(
                                        List.of("face", "skin"),
                                        "normal",
                                        image("portrait", bytes(SAMPLE)))));

        assertThat(analysis.regions())
                .extracting(SkinRegion::region)
                .contains("forehead", "left_cheek", "right_cheek", "nose", "left_under_eye");
        SkinRegion left = region(analysis, "left_cheek");
        assertThat(left.image()).isEqualTo("portrait");
        assertThat(left.polygon())
                .as("the person's left is the picture's right")
                .allMatch(point -> point.getFirst() > CHIN.x());
        assertThat(left.aligned()).allMatch(point -> point.getFirst() > 0 && point.get(1) > 0);
        assertThat(left.figures())
                .allMatch(figure -> figure.score() != null && figure.uncertainty() != null)
                .extracting(SkinRegion.Figure::feature)
                .contains("redness", "oiliness");
        assertThat(left.figures())
                .filteredOn("feature", "redness")
                .extracting(SkinRegion.Figure::reference)
                .containsExactly("pad-ufes-20");
        assertThat(region(analysis, "left_under_eye").figures())
                .filteredOn(figure -> figure.score() == null)
                .extracting(SkinRegion.Figure::feature)
                .containsExactly("dark_circles", "dark_circles_difference");
        assertThat(analysis.features())
                .extracting("region")
                .contains("forehead")
                .doesNotContain("skin");
    }

    @Test
    void rejectsACaptureOnlyIfAllThatItAsksForFallsShort() {
        ImageRef mole = image("image", DrawnSkin.withMole());

        var outcome = (Outcome.Rejected) run(job(List.of("face", "body"), "normal", mole));

        assertThat(outcome.reason().code()).isEqualTo("no_face");
        assertThat(outcome.analysis().quality().problems()).contains("no_face", "no_body");
        assertThat(
                        findings(run(job(List.of("face", "body", "skin"), "normal", mole)))
                                .degradations())
                .extracting("code")
                .contains("no_face", "no_body");
    }

    @Test
    void writesNoCodeOfAFaceOrABodyThatTheContractDoesNotKnow() {
        assertThat(EnumSet.complementOf(EnumSet.copyOf(FaceProblem.HINTS)))
                .extracting(FaceProblem::code)
                .allMatch(KnownLimit::is);
        assertThat(BodyProblem.values()).extracting(BodyProblem::code).allMatch(KnownLimit::is);
    }

    @Test
    void rejectsNothingWhenTheGateIsOff() {
        Analysis analysis =
                findings(run(job(List.of("face"), "off", image("image", DrawnSkin.withMole()))));

        assertThat(analysis.face()).isNull();
        assertThat(analysis.degradations()).extracting("code").contains("no_face");
    }

    @Test
    void refusesToChooseBetweenTwoPeople() {
        var outcome =
                (Outcome.Rejected) run(job(List.of("face"), "normal", image("portrait", twice())));

        assertThat(outcome.reason().code()).isEqualTo("multiple_people");
    }

    @Test
    void looksForNoFaceThatNobodyAskedFor() {
        Analysis analysis =
                findings(run(job(List.of("skin"), "normal", image("image", bytes(SAMPLE)))));

        assertThat(analysis.face()).isNull();
        assertThat(steps).doesNotContain("face");
    }

    @Test
    void saysThatItCannotWithoutAPortraitOrWhenTheStepIsOff() {
        ImageRef front = image("front", bytes(SAMPLE));

        assertThat(findings(run(job(List.of("face"), "normal", front))).degradations())
                .extracting("code")
                .contains("analysis_unavailable");
        AnalysisRequested off =
                job(
                        List.of("face"),
                        "normal",
                        image("portrait", bytes(SAMPLE)),
                        Map.of("face", false));
        assertThat(findings(run(off)).face()).isNull();
    }

    /// Two real people; the error in units of the distance between their eyes.
    @Test
    void findsTheEyesOfRealPortraits() {
        Assumptions.assumeTrue(
                Files.isDirectory(PEOPLE), "the photographs lie beside the checkout");

        assertEyes("portrait.jpg", new Point(362, 175), new Point(449, 174), 0.15);
        assertEyes("astronaut.png", new Point(203.5, 100.5), new Point(249.5, 102), 0.1);
    }

    @Test
    void takesNoFaceForAMarkOnTheSkin() {
        Assumptions.assumeTrue(
                Files.isDirectory(PEOPLE), "the photographs lie beside the checkout");

        Analysis analysis =
                findings(
                        run(job(List.of("face", "skin"), "normal", image("portrait", portrait()))));

        // The net has seen no faces, so a small spot in one may still be called a lesion.
        assertThat(analysis.findings())
                .allSatisfy(finding -> assertThat(finding.areaFraction()).isLessThan(0.05));
        assertThat(analysis.regions()).isNotEmpty();
    }

    /// A selfie that was sent as a picture of skin.
    @ParameterizedTest
    @ValueSource(strings = {"portrait.jpg", "astronaut.png", "pose.jpg"})
    void takesNoHeadForAMarkWhereTheSkinAloneWasAskedFor(String name) {
        Assumptions.assumeTrue(
                Files.isDirectory(PEOPLE), "the photographs lie beside the checkout");

        Analysis analysis =
                findings(run(job(List.of("skin"), "off", image("image", canonical(name)))));

        // A spot in the first, below the eyes, at the least score that counts.
        assertThat(analysis.findings())
                .hasSizeLessThanOrEqualTo(name.equals("portrait.jpg") ? 1 : 0)
                .allSatisfy(finding -> assertThat(finding.areaFraction()).isLessThan(0.02));
        assertThat(analysis.degradations()).extracting("code").contains("face_in_picture");
        assertThat(analysis.modelVersions())
                .extracting("task")
                .contains(name.equals("pose.jpg") ? "pose" : "face-landmarks");
        assertThat(analysis.face()).isNull();
    }

    private static void assertEyes(String name, Point left, Point right, double limit) {
        FaceLandmarks face =
                FacePicture.found(FacePicture.of(bytes(PEOPLE.resolve(name))), SHIPPED.models())
                        .orElseThrow()
                        .landmarks();
        double unit = right.x() - left.x();
        assertThat((distance(face.leftEye(), left) + distance(face.rightEye(), right)) / 2 / unit)
                .as(name)
                .isLessThan(limit);
    }

    private static List<Check> hints(List<Check> checks) {
        List<String> codes = FaceProblem.HINTS.stream().map(FaceProblem::code).toList();
        return checks.stream().filter(check -> codes.contains(check.code())).toList();
    }

    /// A real one, in canonical form.
    private static byte[] portrait() {
        return canonical("portrait.jpg");
    }

    private static byte[] canonical(String name) {
        return encoded(FacePicture.decoded(PEOPLE.resolve(name)));
    }

    /// The sample's left half beside itself.
    private static byte[] twice() {
        Mat one = FacePicture.sample();
        Mat half = one.colRange(0, 480);
        var both = new Mat();
        Core.hconcat(List.of(half, half), both);
        var wide = new Mat(new Size(1000, 800), CvType.CV_8UC3, new Scalar(150, 120, 90));
        both.copyTo(wide.submat(16, 784, 20, 980));
        Imgproc.GaussianBlur(wide, wide, new Size(3, 3), 0);
        return encoded(wide);
    }

    private Event run(AnalysisRequested job) {
        var store = new DirectoryObjectStore(dir);
        UserId owner = job.userId();
        job.images()
                .forEach(image ->
                        store.put(
                                Bucket.RAW_CAPTURES,
                                owner,
                                image.objectKey(),
                                pictures.get(image.objectKey()),
                                image.mediaType()));
        var stage =
                new AnalyseCapture(
                        new ConsentCheck((_, _, _) -> Standing.ALLOWED, Clock.systemUTC()),
                        SHIPPED.models(),
                        store,
                        new PipelineProperties(640, "", ""),
                        TestCheckpoints.none(store),
                        Clock.systemUTC());
        return stage.run(job, new JobRun((step, _) -> steps.add(step)));
    }

    private ImageRef image(String kind, byte[] jpeg) {
        String sha256 = FetchImages.sha256(jpeg);
        pictures.put("raw/" + sha256, jpeg);
        Picture size = FacePicture.of(jpeg);
        try (size) {
            return Jobs.image(
                    kind,
                    "raw/" + sha256,
                    sha256,
                    "image/jpeg",
                    jpeg.length,
                    size.image().width(),
                    size.image().height());
        }
    }

    private static AnalysisRequested job(List<String> analyses, String policy, ImageRef image) {
        return job(analyses, policy, image, Map.of());
    }

    private static AnalysisRequested job(
            List<String> analyses, String policy, ImageRef image, Map<String, Boolean> steps) {
        AnalysisRequested job = Jobs.of(image);
        return new AnalysisRequested(
                job.taskId(),
                job.userId(),
                job.images(),
                analyses,
                new AnalysisOptions(policy, "en", null, null, false, steps),
                job.consent(),
                1,
                job.deadline(),
                job.timestamp(),
                null);
    }

    private static Analysis findings(Event event) {
        assertThat(event).isInstanceOf(FindingsReady.class);
        return ((FindingsReady) event).analysis();
    }

    private static SkinRegion region(Analysis analysis, String name) {
        return analysis.regions().stream()
                .filter(one -> one.region().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
