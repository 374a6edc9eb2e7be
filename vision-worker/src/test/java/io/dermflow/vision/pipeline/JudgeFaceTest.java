package io.dermflow.vision.pipeline;

import static io.dermflow.vision.pipeline.FacePicture.CHIN;
import static io.dermflow.vision.pipeline.FacePicture.LEFT_EYE;
import static io.dermflow.vision.pipeline.FacePicture.PEOPLE;
import static io.dermflow.vision.pipeline.FacePicture.RIGHT_EYE;
import static io.dermflow.vision.pipeline.FacePicture.SAMPLE;
import static io.dermflow.vision.pipeline.FacePicture.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.analysis.Quality.Check;
import io.dermflow.events.analysis.Quality.Verdict;
import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.pipeline.FacePicture.Turned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;

/// What is remarked on in a face, with the shipped models, on the rendered sample and on two real
/// portraits, as they are and altered.
class JudgeFaceTest {

    /// Degrees; that of `JudgeFace`.
    private static final double TILTED = 30;

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    static Stream<Path> faces() {
        return Stream.of(SAMPLE, PEOPLE.resolve("portrait.jpg"), PEOPLE.resolve("astronaut.png"))
                .filter(Files::exists);
    }

    @ParameterizedTest
    @MethodSource("faces")
    void remarksOnNoFaceAsItIs(Path file) {
        Mat picture = FacePicture.decoded(file);
        List<Check> hints = hints(checks(picture, found(picture)));

        System.out.println(file.getFileName() + ": " + hints);
        assertThat(hints)
                .extracting(Check::code)
                .containsExactlyInAnyOrderElementsOf(
                        FaceProblem.HINTS.stream().map(FaceProblem::code).toList());
        assertThat(hints).allMatch(check -> check.verdict() == Verdict.PASS);
    }

    static Stream<Arguments> altered() {
        Map<String, BiConsumer<Mat, FaceLandmarks>> drawn =
                Map.of(
                        "eyes_closed", FacePicture::shutLids,
                        "forehead_covered", FacePicture::fringe,
                        "glasses", FacePicture::darkGlasses);
        return faces().flatMap(file ->
                drawn.entrySet().stream()
                        .map(one -> Arguments.of(file, one.getKey(), one.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("altered")
    void seesWhatIsDrawnOnAFace(Path file, String code, BiConsumer<Mat, FaceLandmarks> draw) {
        Mat picture = FacePicture.decoded(file);
        draw.accept(picture, found(picture).landmarks());
        Check check = check(code, picture, found(picture));

        System.out.printf("%s, %s drawn: %s%n", file.getFileName(), code, check.value());
        assertThat(check.verdict()).isEqualTo(Verdict.WARN);
    }

    /// Of one face, in light that leaves more and more of one side in the dark. As it was rendered
    /// its chin is darkest; with half the light it is the cheek.
    @Test
    void readsLessEvenLightTheMoreOfItComesFromOneSide() {
        Mat whole = FacePicture.sample();
        FoundFace face = found(whole);
        whole.release();
        double before = 1;
        for (double loss : new double[] {0, 0.5, 0.7, 0.9}) {
            Mat picture = FacePicture.sample();
            FacePicture.dim(picture, loss);
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
        Turned leaning = FacePicture.turned(FacePicture.sample(), degrees);
        FoundFace face = found(leaning.picture());
        FaceLandmarks landmarks = face.landmarks();
        Point left = leaning.moved(LEFT_EYE);
        Point right = leaning.moved(RIGHT_EYE);

        double unit = distance(left, right);
        assertThat(distance(landmarks.leftEye(), left)).isLessThan(0.1 * unit);
        assertThat(distance(landmarks.rightEye(), right)).isLessThan(0.1 * unit);
        assertThat(distance(landmarks.chin(), leaning.moved(CHIN))).isLessThan(0.2 * unit);
        assertThat(check("pose_head_tilt", leaning.picture(), face).value())
                .isCloseTo(TILTED, within(4.0));
    }

    private static FoundFace found(Mat bgr) {
        return FacePicture.found(FacePicture.of(bgr.clone()), SHIPPED.models()).orElseThrow();
    }

    /// Takes over the picture.
    private static Check check(String code, Mat bgr, FoundFace face) {
        return checks(bgr, face).stream()
                .filter(check -> check.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /// Takes over the picture.
    private static List<Check> checks(Mat bgr, FoundFace face) {
        OptionalDouble bare =
                BareForehead.share(
                        bgr,
                        face.landmarks(),
                        SHIPPED.models().active(ActiveModels.SKIN).orElseThrow());
        try (Picture picture = FacePicture.of(bgr)) {
            return JudgeFace.of(picture, Optional.of(face), "strict", bare);
        }
    }

    private static List<Check> hints(List<Check> checks) {
        return checks.stream()
                .filter(check -> FaceProblem.HINTS.contains(FaceProblem.of(check.code())))
                .toList();
    }
}
