package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.dermflow.events.EventCodec;
import io.dermflow.imaging.detections.Keypoint;
import io.dermflow.imaging.detections.RawDetections;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The shipped face model through the real engine.
class FaceModelTest {

    private static final int SIDE = 128;
    private static List<Device> devices;

    @BeforeAll
    static void startEngine() {
        devices = Torch.start(ModelFiles.properties(ModelFiles.SHIPPED));
    }

    /// The numbers were written by the training's own engine, as a batch of two.
    @Test
    void answersAsItsGoldenFileSays() throws IOException {
        ModelEntry shipped =
                ModelFiles.manifest(ModelFiles.SHIPPED.resolve("models.json"))
                        .active(ActiveModels.FACE_LANDMARKS)
                        .orElseThrow();
        JsonNode golden =
                EventCodec.mapper()
                        .readTree(
                                Files.readAllBytes(
                                        ModelFile.inside(ModelFiles.SHIPPED, shipped.file())
                                                .resolveSibling("golden.json")));
        try (var model = ModelFiles.load(ModelFiles.SHIPPED, shipped, devices)) {
            compare(
                    (RawDetections)
                            model.answer(GoldenPicture.drawn(SIDE, SIDE, FaceModelTest::face)),
                    golden);
            assertThat(
                            ((RawDetections)
                                            model.answer(
                                                    GoldenPicture.drawn(
                                                            SIDE, SIDE, GoldenPicture::stripes)))
                                    .candidates())
                    .as("stripes are nobody: %s", golden.at("/cases/1/score"))
                    .isEmpty();
        }
    }

    private static void compare(RawDetections answer, JsonNode golden) {
        JsonNode expected = golden.at("/cases/0");
        double pixels = golden.at("/tolerance/pixels").asDouble();
        var best = answer.candidates().getFirst();
        assertThat(best.score())
                .isCloseTo(
                        expected.path("score").asDouble(),
                        within(golden.at("/tolerance/score").asDouble()));
        assertThat(
                        new double[] {
                            best.box().x(), best.box().y(), best.box().right(), best.box().bottom()
                        })
                .containsExactly(box(expected), within(pixels));
        for (JsonNode landmark : expected.path("landmarks")) {
            Keypoint found =
                    answer.poses().getFirst().keypoints().get(landmark.path("place").asInt());
            assertThat(found.x()).isCloseTo(landmark.path("x").asDouble(), within(pixels));
            assertThat(found.y()).isCloseTo(landmark.path("y").asDouble(), within(pixels));
        }
    }

    private static double[] box(JsonNode expected) {
        return expected.path("box").values().stream().mapToDouble(JsonNode::asDouble).toArray();
    }

    /// The formula of golden.json.
    private static int face(int x, int y, int c) {
        int off = Math.abs(x - 64);
        boolean eye = (off - 15) * (off - 15) + (y - 56) * (y - 56) < 16;
        boolean brow = off > 8 && off < 23 && y >= 45 && y < 48;
        boolean mouth = off * off + 9 * (y - 86) * (y - 86) < 144;
        boolean skin = 2 * off * off + (y - 64) * (y - 64) < 2116;
        int shade = skin ? new int[] {200, 150, 120}[c] : 90;
        if (eye || brow || mouth) {
            shade = new int[] {50, 40, 40}[c];
        }
        return shade + (7 * x + 13 * y + 29 * c) % 16;
    }
}
