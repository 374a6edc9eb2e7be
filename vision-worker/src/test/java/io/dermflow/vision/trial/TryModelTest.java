package io.dermflow.vision.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.vision.model.ModelFiles;
import io.dermflow.vision.pipeline.DrawnSkin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class TryModelTest {

    private static final String CACHE = System.getProperty("user.home") + "/.cache/dermflow/djl";

    @TempDir private Path dir;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeAll
    static void loadOpenCv() {
        OpenCvLibrary.load();
    }

    @Test
    void namesTheContractDrawsAndJudgesByToneGroup() throws IOException {
        Path one = Files.write(dir.resolve("one.jpg"), DrawnSkin.withMole());
        Path two = Files.write(dir.resolve("two.jpg"), DrawnSkin.withMole());
        Files.writeString(
                dir.resolve("labels.csv"), "image,label,tone\none.jpg,lesion,II\ntwo.jpg,,V\n");

        int status = run(ModelFiles.stub("v8-segment.pt"), one, two);

        assertThat(status).as(text()).isZero();
        assertThat(text())
                .contains("Contract: drop-in, yolo-segment")
                .contains("lesion 0.90, lesion 0.60")
                .contains("tone       n          right\n")
                .contains("II         1 (few)    1.000\n")
                .contains("V          1 (few)    0.000\n")
                .contains("all        2 (few)    0.500\n")
                .contains("\"kind\" : \"yolo-segment\"");
        assertThat(Files.readAllBytes(dir.resolve("one.jpg.overlay.png")))
                .startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void namesThePictureThatCannotBeReadAndLooksAtTheOthers() throws IOException {
        Path text = Files.writeString(dir.resolve("text.jpg"), "no picture");
        Path absent = dir.resolve("absent.jpg");
        Path good = Files.write(dir.resolve("good.jpg"), DrawnSkin.withMole());

        int status = run(ModelFiles.stub("v8-segment.pt"), text, absent, good);

        assertThat(status).isEqualTo(2);
        assertThat(text())
                .contains("text.jpg: refused: ")
                .contains("absent.jpg: there is no such file")
                .contains("good.jpg: lesion 0.90")
                .contains("For models.json");
    }

    /// The stub calls what is dark dark and what is light light, the lighter the surer.
    @Test
    void judgesAClassifierByBalancedAccuracyAndOneOfTwoClassesByItsAuc() throws IOException {
        Path[] greys = {grey(250), grey(100), grey(200), grey(30)};
        Files.writeString(
                dir.resolve("labels.csv"),
                """
                image,label,tone
                250.png,light,I
                100.png,light,I
                200.png,dark,I
                30.png,dark,VI
                """);

        int status = run(ModelFiles.stub("spot-classify.pt"), greys);

        assertThat(status).as(text()).isZero();
        assertThat(text())
                .contains("tone       n          right   balanced accuracy   AUC\n")
                .contains("I          3 (few)    0.333   0.250               0.500\n")
                .contains("VI         1 (few)    1.000   1.000               -\n")
                .contains("all        4 (few)    0.500   0.500               0.750\n");
    }

    private Path grey(int value) throws IOException {
        return written(value + ".png", new Mat(63, 63, CvType.CV_8UC3, Scalar.all(value)));
    }

    /// Takes over the picture.
    private Path written(String name, Mat picture) throws IOException {
        var bytes = new MatOfByte();
        Imgcodecs.imencode(".png", picture, bytes);
        picture.release();
        return Files.write(dir.resolve(name), bytes.toArray());
    }

    @Test
    void judgesOutlinesByTheMaskAndBoxesByTheBoxesBesideThePicture() throws IOException {
        Path mole = Files.write(dir.resolve("mole.jpg"), DrawnSkin.withMole());
        Path same = Files.copy(mole, dir.resolve("same.jpg"));
        Files.writeString(
                dir.resolve("labels.csv"),
                "image,label,tone\nmole.jpg,lesion,II\nsame.jpg,lesion,II\n");
        Files.writeString(dir.resolve("mole.txt"), boxAround(DrawnSkin.MOLE_X));
        Files.writeString(dir.resolve("same.txt"), boxAround(DrawnSkin.MOLE_X / 3));
        written("mole.jpg.mask.png", moleMask());

        int status = run(ModelFiles.SHIPPED.resolve("lesion/v1.2/model.pt"), mole, same);

        assertThat(status).as(text()).isZero();
        assertThat(text()).contains("tone       n          right   IoU     AP50\n");
        String[] cells =
                text().lines()
                        .filter(line -> line.startsWith("II "))
                        .findFirst()
                        .orElseThrow()
                        .split(" {2,}");
        assertThat(Double.parseDouble(cells[3])).as(text()).isGreaterThan(0.9);
        // Two pictures alike, the box of one of them found: a hit and a miss of the same score.
        assertThat(Double.parseDouble(cells[4])).as(text()).isBetween(0.25, 0.51);
    }

    @Test
    void saysWhichMaskDoesNotFitItsPicture() throws IOException {
        Path mole = Files.write(dir.resolve("mole.jpg"), DrawnSkin.withMole());
        written("mole.jpg.mask.png", Mat.zeros(5, 4, CvType.CV_8UC1));

        int status = run(ModelFiles.stub("v8-segment.pt"), mole);

        assertThat(status).isEqualTo(2);
        assertThat(text()).contains("mole.jpg.mask.png is 4x5, its image 1600x1200");
    }

    private static Mat moleMask() {
        Mat mask = Mat.zeros(DrawnSkin.HEIGHT, DrawnSkin.WIDTH, CvType.CV_8UC1);
        var at = new Point(DrawnSkin.MOLE_X, DrawnSkin.MOLE_Y);
        Imgproc.circle(mask, at, DrawnSkin.MOLE_RADIUS, Scalar.all(255), Imgproc.FILLED);
        return mask;
    }

    private static String boxAround(int x) {
        double width = 2.0 * DrawnSkin.MOLE_RADIUS / DrawnSkin.WIDTH;
        double height = 2.0 * DrawnSkin.MOLE_RADIUS / DrawnSkin.HEIGHT;
        return "0 %s %s %s %s\n"
                .formatted(
                        (double) x / DrawnSkin.WIDTH,
                        (double) DrawnSkin.MOLE_Y / DrawnSkin.HEIGHT,
                        width,
                        height);
    }

    @Test
    void knowsTheShippedModelsOwnContract() throws IOException {
        Path mole = Files.write(dir.resolve("mole.jpg"), DrawnSkin.withMole());

        int status = run(ModelFiles.SHIPPED.resolve("lesion/v1.0/model.pt"), mole);

        assertThat(status).as(text()).isZero();
        assertThat(text())
                .contains("Contract: prepared, detections+mask")
                .contains("Input: 320x320 NHWC UINT8, LETTERBOX")
                .contains("mole.jpg: lesion 0.")
                .contains("\"contract\" : \"prepared\"")
                .contains("\"task\" : \"lesion\"");
        try (var drawn = drawing(dir.resolve("mole.jpg.overlay.png"))) {
            double toDrawing = drawn.width() / (double) DrawnSkin.WIDTH;
            int left = (int) ((DrawnSkin.MOLE_X - DrawnSkin.MOLE_RADIUS) * toDrawing);
            int y = (int) (DrawnSkin.MOLE_Y * toDrawing);
            assertThat(brightest(drawn.pixels(), left - 12, left + 12, y))
                    .as("the outline at the mole's left edge")
                    .isGreaterThan(240);
        }
    }

    private static DecodedImage drawing(Path png) throws IOException {
        return ImageDecoder.decode(
                Files.readAllBytes(png),
                new DecodeRequest("image/png", 1, DecodeRequest.FULL_SIZE));
    }

    private static double brightest(Mat pixels, int fromX, int toX, int y) {
        return IntStream.range(fromX, toX).mapToDouble(x -> pixels.get(y, x)[2]).max().orElse(0);
    }

    @Test
    void refusesACheckpointWithTheReason() {
        int status = run(ModelFiles.stub("checkpoint-legacy.pt"));

        assertThat(status).isEqualTo(2);
        assertThat(text()).startsWith("Refused: ").contains("training checkpoint");
    }

    private int run(Path model, Path... images) {
        List<String> arguments = new ArrayList<>(List.of(model.toString()));
        for (Path image : images) {
            arguments.add(image.toString());
        }
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new TryModel(out, CACHE).run(arguments);
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
