package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ImageRef;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Stubs in the place of a skin model, on a picture of dark skin beside a larger, light wall of the
/// same hue: the colour rule takes both for skin, the stub `mask-tensor` what is dark.
class FindSkinTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int SKIN_WIDTH = 260;
    private static final Srgb SKIN = new Srgb(110, 72, 54);
    private static final Srgb WALL = new Srgb(232, 190, 160);

    private static final String MODELS =
            """
            {"schema":1,"models":[
             {"name":"lesion","version":"1.0","task":"lesion","contract":"prepared",
              "file":"lesion.pt","sha256":"%s","active":true,
              "input":{"width":320,"height":320},"output":{"names":["lesion"]}},
             {"name":"my-skin","version":"3","task":"skin","contract":"drop-in",
              "file":"%s","sha256":"%s","active":%s,
              "input":{"width":64,"height":64},"output":{"kind":"mask-logits","names":[%s]}}]}
            """;

    @TempDir private Path dir;
    private ActiveModels models;
    private CaptureStage stage;

    @BeforeEach
    void open() throws IOException {
        OpenCvLibrary.load();
        Files.copy(ModelFiles.SHIPPED.resolve("lesion/v1.0/model.pt"), dir.resolve("lesion.pt"));
        models = new ActiveModels(ModelFiles.properties(dir));
        stage = new CaptureStage(dir.resolve("store"));
    }

    @AfterEach
    void close() {
        models.stop();
    }

    private void start(String stub, boolean active, String names) throws IOException {
        Files.copy(ModelFiles.stub(stub), dir.resolve(stub));
        Files.writeString(
                dir.resolve("models.json"),
                MODELS.formatted(
                        ModelFiles.sha256(dir.resolve("lesion.pt")),
                        stub,
                        ModelFiles.sha256(dir.resolve(stub)),
                        active,
                        names));
        models.start();
        assertThat(models.trouble()).isEmpty();
    }

    @Test
    void coversThePixelsThatANetworkOfOneClassMarks() throws IOException {
        start("mask-tensor.pt", true, "");

        assertThat(share(picture(), 0, SKIN_WIDTH - 10)).isEqualTo(1);
        assertThat(share(picture(), SKIN_WIDTH + 10, WIDTH)).isZero();
    }

    @Test
    void takesTheClassOfThatNameOfSeveral() throws IOException {
        start("mask-dict.pt", true, "\"wall\", \"skin\", \"cloth\"");

        assertThat(share(greenAndRed(), 0, SKIN_WIDTH - 10))
                .as("green stands for skin")
                .isEqualTo(1);
        assertThat(share(greenAndRed(), SKIN_WIDTH + 10, WIDTH)).isZero();
    }

    @Test
    void asksNobodyWhereTheSkinWasNotAskedFor() throws IOException {
        start("mask-tensor.pt", true, "");

        AnalysisRequested job = job();
        stage.run(models, CaptureStage.with(job, List.of("body"), job.options()));

        assertThat(stage.steps()).doesNotContain("segment");
    }

    @Test
    void measuresTheToneWhereTheNetworkSeesSkinAndNamesIt() throws IOException {
        start("mask-tensor.pt", true, "");

        Analysis analysis = analysed();

        assertThat(analysis.modelVersions()).extracting("name").contains("my-skin");
        assertThat(stage.steps()).contains("segment");
        near(analysis, SKIN);
    }

    @Test
    void goesByColourAloneWithoutAnActiveNetwork() throws IOException {
        start("mask-tensor.pt", false, "");

        Analysis analysis = analysed();

        assertThat(analysis.modelVersions()).extracting("name").doesNotContain("my-skin");
        assertThat(stage.steps()).doesNotContain("segment");
        assertThat(analysis.skin().lab().lightness())
                .as("of the wall, which is larger")
                .isCloseTo(WALL.toLab().lightness(), within(3.0));
    }

    @Test
    void goesByColourWhereTheNetworkSeesNextToNoSkin() throws IOException {
        start("mask-dict.pt", true, "\"cloth\", \"skin\", \"wall\"");

        Analysis analysis = analysed();

        assertThat(stage.steps()).contains("segment");
        assertThat(analysis.skin().lab().lightness())
                .as("red is brightest everywhere, and skin is the green class")
                .isCloseTo(WALL.toLab().lightness(), within(3.0));
    }

    @Test
    void asksNobodyWhereNothingIsMeasuredOnSkin() throws IOException {
        start("mask-tensor.pt", true, "");

        Analysis analysis = CaptureStage.found(stage.run(models, job(), "-tone,-features"));

        assertThat(analysis.modelVersions()).extracting("name").doesNotContain("my-skin");
        assertThat(stage.steps()).doesNotContain("segment");
    }

    private static void near(Analysis analysis, Srgb colour) {
        Lab expected = colour.toLab();
        assertThat(analysis.skin().lab().lightness()).isCloseTo(expected.lightness(), within(3.0));
    }

    private double share(Mat bgr, int fromColumn, int toColumn) {
        try (var picture = new Picture("image", new DecodedImage(bgr, WIDTH, HEIGHT))) {
            Mat mask = FindSkin.mask(picture, models.active(ActiveModels.SKIN).orElseThrow());
            Mat part = mask.colRange(fromColumn, toColumn);
            return Core.countNonZero(part) / (double) part.total();
        }
    }

    private Analysis analysed() {
        return CaptureStage.found(stage.run(models, job(), "-detect"));
    }

    private AnalysisRequested job() {
        byte[] png = Drawn.encoded(picture(), ".png");
        ImageRef image = stage.image("image", png, "image/png", WIDTH, HEIGHT, 1);
        return Jobs.of(image);
    }

    private static Mat greenAndRed() {
        var half = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, new Scalar(10, 20, 200));
        half.colRange(0, SKIN_WIDTH).setTo(new Scalar(20, 200, 10));
        return half;
    }

    /// Skin on the left, a larger wall on the right, with grain so that it counts as sharp.
    private static Mat picture() {
        var picture = new Mat(HEIGHT, WIDTH, CvType.CV_16SC3, bgr(WALL));
        picture.colRange(0, SKIN_WIDTH).setTo(bgr(SKIN));
        Core.setRNGSeed(7);
        var grain = new Mat(HEIGHT / 2, WIDTH / 2, CvType.CV_16SC3);
        Core.randn(grain, 0, 6);
        Imgproc.resize(grain, grain, new Size(WIDTH, HEIGHT), 0, 0, Imgproc.INTER_CUBIC);
        Core.add(picture, grain, picture);
        picture.convertTo(picture, CvType.CV_8UC3);
        return picture;
    }

    private static Scalar bgr(Srgb colour) {
        return new Scalar(colour.blue(), colour.green(), colour.red());
    }
}
