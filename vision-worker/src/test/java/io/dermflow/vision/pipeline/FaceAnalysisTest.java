package io.dermflow.vision.pipeline;

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
import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.kit.kafka.ConsentView.Standing;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.checkpoint.TestCheckpoints;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.pump.JobRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// The face through the whole vision stage, with the shipped model, on the rendered sample: its
/// true places are known.
class FaceAnalysisTest {

    private static final Path SAMPLE =
            Path.of("../local-stack/src/main/resources/sample/face-sample.jpg");
    private static final Path PEOPLE = Path.of("../../shared/data/people");

    /// Of the rendered sample, pixels: what `training/face/faces.py` drew.
    private static final Point LEFT_EYE = new Point(167.5, 368.8);

    private static final Point RIGHT_EYE = new Point(311.5, 369.5);
    private static final Point CHIN = new Point(238.4, 626.4);

    /// Degrees; that of `JudgeFace`.
    private static final double TILTED = 30;

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    @TempDir private Path dir;
    private final List<String> steps = new ArrayList<>();
    private final Map<String, byte[]> pictures = new HashMap<>();

    @Test
    void findsTheRenderedFaceWhereItWasDrawn() {
        FaceLandmarks face = found(decoded(bytes(SAMPLE))).orElseThrow().landmarks();

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
        assertThat(analysis.modelVersions()).extracting("task").containsExactly("face-landmarks");
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
                        "lighting_uneven");
        assertThat(hints(analysis.quality().checks()))
                .allMatch(check -> check.verdict() == Verdict.PASS);
    }

    /// What is remarked on is no reason not to judge the face.
    @Test
    void remarksOnALeaningHeadInLightFromOneSide() {
        Mat picture = sample();
        dim(picture, 0.8);
        Turned leaning = turned(picture, 35);

        Analysis analysis =
                findings(
                        run(
                                job(
                                        List.of("face"),
                                        "normal",
                                        image("portrait", encoded(leaning.picture())))));

        assertThat(analysis.face()).isNotNull();
        assertThat(hints(analysis.quality().checks()))
                .hasSize(2)
                .allMatch(check -> check.verdict() == Verdict.WARN);
        assertThat(analysis.quality().actions())
                .anyMatch(action -> action.contains("upright"))
                .anyMatch(action -> action.contains("light"));
        assertThat(analysis.degradations())
                .filteredOn("code", "low_confidence_face")
                .extracting("detail")
                .asString()
                .contains("tilted", "unevenly");
    }

    /// Of one face, in light that leaves more and more of one side in the dark. As it was rendered
    /// its chin is darkest; with half the light it is the cheek.
    @Test
    void readsLessEvenLightTheMoreOfItComesFromOneSide() {
        Optional<FoundFace> face = found(decoded(bytes(SAMPLE)));
        double before = 1;
        for (double loss : new double[] {0, 0.5, 0.7, 0.9}) {
            Mat picture = sample();
            dim(picture, loss);
            Check light = check("lighting_uneven", picture, face);
            System.out.printf("%.1f less light on one side: %s%n", loss, light.value());

            assertThat(light.value()).isLessThan(before);
            assertThat(light.verdict())
                    .isEqualTo(light.value() < 0.5 ? Verdict.WARN : Verdict.PASS);
            before = light.value();
        }
        assertThat(before).isLessThan(0.5);
    }

    /// The limit of `pose_head_tilt`: so far the landmarks are as good as those of an upright head.
    @ParameterizedTest
    @ValueSource(doubles = {-TILTED, TILTED})
    void findsTheFaceOfAHeadThatLeansUpToTheLimit(double degrees) {
        Turned leaning = turned(sample(), degrees);
        Optional<FoundFace> face = found(picture(leaning.picture().clone()));
        FaceLandmarks landmarks = face.orElseThrow().landmarks();
        Point left = leaning.moved(LEFT_EYE);
        Point right = leaning.moved(RIGHT_EYE);

        double unit = distance(left, right);
        assertThat(distance(landmarks.leftEye(), left)).isLessThan(0.1 * unit);
        assertThat(distance(landmarks.rightEye(), right)).isLessThan(0.1 * unit);
        assertThat(distance(landmarks.chin(), leaning.moved(CHIN))).isLessThan(0.2 * unit);
        assertThat(check("pose_head_tilt", leaning.picture(), face).value())
                .isCloseTo(TILTED, within(4.0));
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

    @ParameterizedTest
    @ValueSource(strings = {"portrait.jpg", "astronaut.png"})
    void remarksOnNoRealPortrait(String name) {
        Assumptions.assumeTrue(
                Files.isDirectory(PEOPLE), "the photographs lie beside the checkout");
        byte[] file = bytes(PEOPLE.resolve(name));
        Picture picture = decoded(file);

        List<Check> hints = hints(JudgeFace.of(picture, found(decoded(file)), "strict"));
        picture.close();

        System.out.println(name + ": " + hints);
        assertThat(hints).hasSize(2).allMatch(check -> check.verdict() == Verdict.PASS);
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
        FaceLandmarks face = found(decoded(bytes(PEOPLE.resolve(name)))).orElseThrow().landmarks();
        double unit = right.x() - left.x();
        assertThat((distance(face.leftEye(), left) + distance(face.rightEye(), right)) / 2 / unit)
                .as(name)
                .isLessThan(limit);
    }

    private static Optional<FoundFace> found(Picture picture) {
        try (picture) {
            return FindFace.in(
                    picture, SHIPPED.models().active(ActiveModels.FACE_LANDMARKS).orElseThrow());
        }
    }

    private static Picture decoded(byte[] bytes) {
        String type = bytes[0] == (byte) 0x89 ? "image/png" : "image/jpeg";
        return new Picture("image", ImageDecoder.decode(bytes, new DecodeRequest(type, 1, 4096)));
    }

    /// As the sample's own size; takes over the picture.
    private static Picture picture(Mat bgr) {
        return new Picture("portrait", new DecodedImage(bgr, bgr.cols(), bgr.rows()));
    }

    /// Takes over the picture.
    private static Check check(String code, Mat bgr, Optional<FoundFace> face) {
        try (Picture picture = picture(bgr)) {
            return JudgeFace.of(picture, face, "normal").stream()
                    .filter(check -> check.code().equals(code))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<Check> hints(List<Check> checks) {
        Set<String> codes = Set.of("pose_head_tilt", "lighting_uneven");
        return checks.stream().filter(check -> codes.contains(check.code())).toList();
    }

    private static Mat sample() {
        return decoded(SAMPLE);
    }

    private static Mat decoded(Path file) {
        var encoded = new MatOfByte(bytes(file));
        Mat picture = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR);
        encoded.release();
        return picture;
    }

    /// Takes over the picture.
    private static byte[] encoded(Mat picture) {
        var jpeg = new MatOfByte();
        Imgcodecs.imencode(".jpg", picture, jpeg);
        picture.release();
        return jpeg.toArray();
    }

    /// Leaves the sample's face less and less light from the picture's right to its left.
    ///
    /// @param loss of the light at the face's left edge, 0..1
    private static void dim(Mat picture, double loss) {
        double middle = (LEFT_EYE.x() + RIGHT_EYE.x()) / 2;
        double width = 2.2 * (RIGHT_EYE.x() - LEFT_EYE.x());
        for (int x = 0; x < picture.cols(); x++) {
            Mat column = picture.col(x);
            column.convertTo(column, -1, 1 - loss * Math.clamp(0.5 + (middle - x) / width, 0, 1));
            column.release();
        }
    }

    /// The sample after a turn of the whole picture.
    ///
    /// @param turn 2x3, from the sample's pixels to those of the picture
    private record Turned(Mat picture, double[] turn) {
        Point moved(Point p) {
            return new Point(
                    turn[0] * p.x() + turn[1] * p.y() + turn[2],
                    turn[3] * p.x() + turn[4] * p.y() + turn[5]);
        }
    }

    /// About the middle of the face, a quarter smaller so that all of it stays in the picture.
    /// Takes over the picture.
    private static Turned turned(Mat picture, double degrees) {
        var middle = new org.opencv.core.Point(CHIN.x(), (LEFT_EYE.y() + CHIN.y()) / 2);
        Mat matrix = Imgproc.getRotationMatrix2D(middle, -degrees, 0.75);
        var turned = new Mat();
        Imgproc.warpAffine(
                picture,
                turned,
                matrix,
                picture.size(),
                Imgproc.INTER_LINEAR,
                Core.BORDER_REPLICATE);
        var values = new double[6];
        matrix.get(0, 0, values);
        matrix.release();
        picture.release();
        return new Turned(turned, values);
    }

    /// A real one, in canonical form.
    private static byte[] portrait() {
        return canonical("portrait.jpg");
    }

    private static byte[] canonical(String name) {
        return encoded(decoded(PEOPLE.resolve(name)));
    }

    /// The sample's left half beside itself.
    private static byte[] twice() {
        Mat one = sample();
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
        Picture size = decoded(jpeg);
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

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
