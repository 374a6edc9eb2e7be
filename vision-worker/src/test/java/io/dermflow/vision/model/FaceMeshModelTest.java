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

/// The face model that was made of Google's networks, through the real engine; not active.
class FaceMeshModelTest {

    private static final int SIDE = 256;
    private static List<Device> devices;

    @BeforeAll
    static void startEngine() {
        devices = Torch.start(ModelFiles.properties(ModelFiles.SHIPPED));
    }

    /// The numbers were written by the engine that made the file.
    @Test
    void answersAsItsGoldenFileSays() throws IOException {
        ModelEntry shipped =
                ModelFiles.manifest(ModelFiles.SHIPPED.resolve("models.json")).models().stream()
                        .filter(entry -> entry.task().equals(ActiveModels.FACE_LANDMARKS))
                        .filter(entry -> entry.version().equals("1.1"))
                        .findFirst()
                        .orElseThrow();
        JsonNode golden =
                EventCodec.mapper()
                        .readTree(
                                Files.readAllBytes(
                                        ModelFile.inside(ModelFiles.SHIPPED, shipped.file())
                                                .resolveSibling("golden.json")));
        try (var model = ModelFiles.load(ModelFiles.SHIPPED, shipped, devices)) {
            TaskNeeds.require(ActiveModels.FACE_LANDMARKS, model);
            compare(
                    (RawDetections)
                            model.answer(GoldenPicture.drawn(SIDE, SIDE, FaceMeshModelTest::face)),
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
        int off = Math.abs(x - 128);
        boolean eye = (off - 30) * (off - 30) + (y - 112) * (y - 112) < 64;
        boolean brow = off > 16 && off < 46 && y >= 90 && y < 96;
        boolean mouth = off * off + 9 * (y - 172) * (y - 172) < 576;
        boolean skin = 2 * off * off + (y - 128) * (y - 128) < 8464;
        int shade = skin ? new int[] {200, 150, 120}[c] : 220;
        if (eye || brow || mouth) {
            shade = new int[] {50, 40, 40}[c];
        }
        return shade + (7 * x + 13 * y + 29 * c) % 16;
    }
}
