package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.ImageRef;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.kit.kafka.ConsentView.Standing;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.checkpoint.TestCheckpoints;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.ModelFiles;
import io.dermflow.vision.pump.JobRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/// The shipped face model beside a stub for `face-parsing` that calls the upper quarter of what it
/// sees hair, whatever that shows.
class HairColourTest {

    private static final Path SAMPLE =
            Path.of("../local-stack/src/main/resources/sample/face-sample.jpg");
    private static final int WIDTH = 768;
    private static final int HEIGHT = 768;
    private static final int BAND_TOP = 90;
    private static final int BAND_BOTTOM = 260;

    private static final String MODELS =
            """
            {"schema":1,"models":[
             {"name":"lesion","version":"1.0","task":"lesion","contract":"prepared",
              "file":"lesion/v1.0/model.pt","sha256":"%s","active":true,
              "input":{"width":320,"height":320},"output":{"names":["lesion"]}},
             {"name":"face-landmarks","version":"1.0","task":"face-landmarks","contract":"drop-in",
              "file":"face-landmarks/v1.0/model.pt","sha256":"%s","active":true,
              "thresholds":{"conf":0.1,"iou":0.6,"max_det":4},"training_data":["generated"]},
             {"name":"parts","version":"1","task":"face-parsing","contract":"drop-in",
              "file":"parts.pt","sha256":"%s","active":%s,
              "input":{"width":64,"height":64},"output":{"kind":"mask-logits"}}]}
            """;

    @TempDir private Path dir;
    private ActiveModels models;

    @BeforeEach
    void load() throws IOException {
        OpenCvLibrary.load();
        for (String name : List.of("lesion", "face-landmarks")) {
            Path file = Path.of(name, "v1.0", "model.pt");
            Files.createDirectories(dir.resolve(file).getParent());
            Files.copy(ModelFiles.SHIPPED.resolve(file), dir.resolve(file));
        }
        Files.copy(ModelFiles.stub("face-parts.pt"), dir.resolve("parts.pt"));
        manifest(true);
        models = new ActiveModels(ModelFiles.properties(dir));
        models.start();
        assertThat(models.trouble()).isEmpty();
    }

    private void manifest(boolean withParser) throws IOException {
        Files.writeString(
                dir.resolve("models.json"),
                MODELS.formatted(
                        ModelFiles.sha256(dir.resolve("lesion/v1.0/model.pt")),
                        ModelFiles.sha256(dir.resolve("face-landmarks/v1.0/model.pt")),
                        ModelFiles.sha256(dir.resolve("parts.pt")),
                        withParser));
    }

    @AfterEach
    void unload() {
        models.stop();
    }

    @Test
    void isThatOfThePixelsThatTheNetworkCallsHair() {
        var copper = new Srgb(150, 70, 30);
        var picture = new Mat(400, 400, CvType.CV_8UC3, new Scalar(140, 160, 205));
        Mat top = picture.rowRange(0, 100);
        top.setTo(new Scalar(copper.blue(), copper.green(), copper.red()));
        top.release();

        Optional<Lab> hair =
                HairColour.of(
                        picture,
                        new FaceSquare(0, 0, 400),
                        models.active(ActiveModels.FACE_PARSING).orElseThrow());

        assertThat(hair).isPresent();
        Lab expected = copper.toLab();
        assertThat(hair.get().lightness()).isCloseTo(expected.lightness(), within(1.0));
        assertThat(hair.get().a()).isCloseTo(expected.a(), within(1.0));
        assertThat(hair.get().b()).isCloseTo(expected.b(), within(1.0));
        picture.release();
    }

    @Test
    void movesTheSeasonAndIsNamedAmongTheModels() throws IOException {
        Analysis withHair = analysed();
        manifest(false);
        models.look();
        Analysis byBrows = analysed();

        assertThat(withHair.modelVersions()).extracting("task").contains("face-parsing");
        assertThat(byBrows.modelVersions()).extracting("task").doesNotContain("face-parsing");
        assertThat(withHair.face().seasonScores()).isNotEqualTo(byBrows.face().seasonScores());
        assertThat(withHair.face().shapeScores()).isEqualTo(byBrows.face().shapeScores());
    }

    /// The sample with a black band where hair is: darker than the eyes, so that it counts.
    private static byte[] blackHaired() throws IOException {
        Mat picture =
                Imgcodecs.imdecode(
                        new MatOfByte(Files.readAllBytes(SAMPLE)), Imgcodecs.IMREAD_COLOR);
        Mat band = picture.rowRange(BAND_TOP, BAND_BOTTOM);
        band.setTo(Scalar.all(0));
        band.release();
        return Drawn.encoded(picture, ".jpg");
    }

    private Analysis analysed() throws IOException {
        byte[] jpeg = blackHaired();
        String sha256 = FetchImages.sha256(jpeg);
        ImageRef image =
                Jobs.image(
                        "portrait",
                        "raw/" + sha256,
                        sha256,
                        "image/jpeg",
                        jpeg.length,
                        WIDTH,
                        HEIGHT);
        AnalysisRequested any = Jobs.of(image);
        var job =
                new AnalysisRequested(
                        any.taskId(),
                        any.userId(),
                        any.images(),
                        List.of("face"),
                        any.options(),
                        any.consent(),
                        1,
                        any.deadline(),
                        any.timestamp(),
                        null);
        var store = new DirectoryObjectStore(dir.resolve("store"));
        store.put(Bucket.RAW_CAPTURES, job.userId(), image.objectKey(), jpeg, image.mediaType());
        var stage =
                new AnalyseCapture(
                        new ConsentCheck((_, _, _) -> Standing.ALLOWED, Clock.systemUTC()),
                        models,
                        store,
                        new PipelineProperties(640, "", ""),
                        TestCheckpoints.none(store),
                        Clock.systemUTC());
        return ((FindingsReady) stage.run(job, new JobRun((_, _) -> {}))).analysis();
    }
}
