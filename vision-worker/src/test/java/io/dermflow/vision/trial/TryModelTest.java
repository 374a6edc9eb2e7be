package io.dermflow.vision.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;

class TryModelTest {

    private static final String CACHE = System.getProperty("user.home") + "/.cache/dermflow/djl";

    @TempDir private Path dir;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void namesTheContractDrawsAndScoresByToneGroup() throws IOException {
        Path one = Files.write(dir.resolve("one.jpg"), DrawnSkin.withMole());
        Path two = Files.write(dir.resolve("two.jpg"), DrawnSkin.withMole());
        Files.writeString(
                dir.resolve("labels.csv"), "image,label,tone\none.jpg,lesion,II\ntwo.jpg,,V\n");

        int status = run(ModelFiles.stub("v8-segment.pt"), one, two);

        assertThat(status).as(text()).isZero();
        assertThat(text())
                .contains("Contract: drop-in, yolo-segment")
                .contains("lesion 0.90, lesion 0.60")
                .contains("II           1   1.000")
                .contains("V            1   0.000")
                .contains("all          2   0.500")
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
