package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ImageRef;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.analysis.Finding;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.checkpoint.TestCheckpoints;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.pump.JobRun;
import io.dermflow.vision.pump.StepLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// The masks as a client gets them, of the shipped models.
class MasksTest {

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    /// Bytes of one mask: masks are stored beside every capture that asks for them.
    private static final int SMALL = 10_000;

    @TempDir private Path dir;
    private CaptureStage stage;

    @BeforeEach
    void open() {
        stage = new CaptureStage(dir);
    }

    @Test
    void showTheMoleAndTheSkinWhereTheyWereDrawn() {
        Analysis analysis = look(DrawnSkin.job(stage.store()), "masks");

        assertThat(ofMasks(analysis))
                .containsExactly("mask-lesions-image.png", "mask-skin-image.png");
        Mat lesions = mask(analysis, "mask-lesions-image.png");
        Mat mole = Mat.zeros(lesions.size(), CvType.CV_8UC1);
        double scale = lesions.cols() / (double) DrawnSkin.WIDTH;
        Imgproc.circle(
                mole,
                new Point(DrawnSkin.MOLE_X * scale, DrawnSkin.MOLE_Y * scale),
                (int) Math.rint(DrawnSkin.MOLE_RADIUS * scale),
                Scalar.all(1),
                Imgproc.FILLED);
        assertThat(lesions.rows()).isEqualTo((int) Math.rint(DrawnSkin.HEIGHT * scale));
        assertThat(DrawnLimb.overlap(lesions, mole)).isGreaterThan(0.8);
        assertThat(Core.minMaxLoc(lesions).maxVal).as("F1").isEqualTo(1);

        Mat skin = mask(analysis, "mask-skin-image.png");
        assertThat(skin.size()).isEqualTo(lesions.size());
        assertThat(Core.countNonZero(skin) / (double) skin.total()).isGreaterThan(0.85);
        Core.min(skin, lesions, skin);
        assertThat(Core.countNonZero(skin)).as("skin on the mole").isZero();
        assertThat(analysis.timings()).extracting("step").contains("masks");
        List.of(lesions, mole, skin).forEach(Mat::release);
    }

    @Test
    void showTheLimbAndNotTheClothBesideIt() {
        Mat picture = DrawnLimb.picture(new Srgb(170, 126, 100), new Srgb(90, 110, 150));
        byte[] png = Drawn.encoded(picture, ".png");
        var image = stage.image("image", png, "image/png", DrawnLimb.WIDTH, DrawnLimb.HEIGHT, 1);
        Mat truth = DrawnLimb.truth();

        Mat skin = mask(look(Jobs.of(image), "masks,-detect"), "mask-skin-image.png");

        assertThat(DrawnLimb.overlap(skin, truth)).isGreaterThan(0.9);
        List.of(truth, skin).forEach(Mat::release);
    }

    @Test
    void numberTheLesionsAsTheFindings() {
        var sample = stage.sample("image", "skin-sample.jpg", 1600, 1200);

        Analysis analysis = look(Jobs.of(sample), "masks,-tone,-features");

        assertThat(analysis.findings()).hasSizeGreaterThan(1);
        assertThat(ofMasks(analysis))
                .as("nobody was asked where skin is")
                .containsExactly("mask-lesions-image.png");
        Mat numbers = mask(analysis, "mask-lesions-image.png");
        double toFull = sample.width() / (double) numbers.cols();
        for (int i = 0; i < analysis.findings().size(); i++) {
            Finding finding = analysis.findings().get(i);
            Mat own = new Mat();
            Core.compare(numbers, Scalar.all(i + 1), own, Core.CMP_EQ);
            assertThat(Core.countNonZero(own) * toFull * toFull)
                    .as(finding.id())
                    .isCloseTo(finding.areaPx(), within(0.01 * finding.areaPx()));
            own.release();
        }
        numbers.release();
    }

    @Test
    void showThePersonInEachPictureOfTheBody() {
        AnalysisRequested job =
                CaptureStage.with(
                        Jobs.of(
                                stage.sample("front", "body-front.jpg", 720, 960),
                                stage.sample("side", "body-side.jpg", 720, 960)),
                        List.of("body"),
                        new AnalysisOptions(
                                "normal", "en", null, 162.8, false, Map.of("masks", true)));

        Analysis analysis = look(job, "-overlay");

        assertThat(analysis.artifacts())
                .extracting(Artifact::name)
                .containsExactly("mask-person-front.png", "mask-person-side.png");
        for (ImageRef image : job.images()) {
            Mat person = mask(analysis, "mask-person-" + image.kind() + ".png");
            assertThat(person.size()).isEqualTo(new Size(720, 960));
            assertThat(Core.countNonZero(person)).as(image.kind()).isEqualTo(outlined(image));
            person.release();
        }
    }

    @Test
    void areMadeAgainInAnotherTryAndTakeNothingAway() {
        var files = new DirectoryObjectStore(dir);
        var dying = new DyingStore(files, "mask-skin-image.png");
        stage = new CaptureStage(dying, TestCheckpoints.always(dying, new SimpleMeterRegistry()));
        AnalysisRequested job = DrawnSkin.job(files);

        assertThatThrownBy(() -> look(job, "masks")).hasMessage("scripted death");
        var limits = new StepLimits(Duration.ofMinutes(5), Map.of());
        Analysis repeated =
                CaptureStage.found(
                        stage.run(
                                SHIPPED.models(),
                                job,
                                "masks",
                                new JobRun(limits, true, (_, _) -> {})));

        assertThat(repeated.timings()).extracting("step").contains("checkpoint:tone");
        Analysis undisturbed =
                CaptureStage.found(
                        new CaptureStage(files, TestCheckpoints.none(files))
                                .run(SHIPPED.models(), job, "masks"));
        assertThat(repeated.artifacts()).isEqualTo(undisturbed.artifacts());
    }

    /// Pixels of the person, as the body is measured on.
    private int outlined(ImageRef image) {
        byte[] bytes = CaptureStage.sample("body-" + image.kind() + ".jpg");
        var model = SHIPPED.models().active(ActiveModels.PERSON).orElseThrow();
        try (Picture picture = new OpenPicture(640).open(new FetchedImage(image, bytes))) {
            return FindPerson.in(picture, model).orElseThrow().mask().area();
        }
    }

    private static List<String> ofMasks(Analysis analysis) {
        return analysis.artifacts().stream()
                .filter(artifact -> artifact.type().equals("mask"))
                .map(Artifact::name)
                .toList();
    }

    private Analysis look(AnalysisRequested job, String switched) {
        return CaptureStage.found(stage.run(SHIPPED.models(), job, switched));
    }

    /// 8UC1
    private Mat mask(Analysis analysis, String name) {
        Artifact artifact =
                analysis.artifacts().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        assertThat(artifact.type()).isEqualTo("mask");
        assertThat(artifact.bytes()).isLessThan(SMALL);
        try (var object =
                stage.store()
                        .open(Bucket.PROCESSED_ARTIFACTS, CaptureStage.OWNER, artifact.objectKey())
                        .orElseThrow()) {
            var png = new MatOfByte(object.content().readAllBytes());
            Mat mask = Imgcodecs.imdecode(png, Imgcodecs.IMREAD_UNCHANGED);
            png.release();
            assertThat(mask.type()).isEqualTo(CvType.CV_8UC1);
            return mask;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
