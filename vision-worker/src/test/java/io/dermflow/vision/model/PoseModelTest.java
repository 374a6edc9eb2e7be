package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.dermflow.events.EventCodec;
import io.dermflow.imaging.detections.Keypoint;
import io.dermflow.imaging.detections.Pose;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The shipped pose model, a real MoveNet, through the real engine.
class PoseModelTest {

    private static final int SIDE = 192;
    private static List<Device> devices;

    @BeforeAll
    static void startEngine() {
        devices = Torch.start(ModelFiles.properties(ModelFiles.SHIPPED));
    }

    /// The numbers were written by the engine that made the file: y, x over the input's side,
    /// score.
    @Test
    void answersAsItsGoldenFileSays() throws IOException {
        ModelEntry shipped =
                ModelFiles.manifest(ModelFiles.SHIPPED.resolve("models.json")).models().stream()
                        .filter(entry -> entry.task().equals("pose"))
                        .findFirst()
                        .orElseThrow();
        JsonNode golden =
                EventCodec.mapper()
                        .readTree(
                                Files.readAllBytes(
                                        ModelFile.inside(ModelFiles.SHIPPED, shipped.file())
                                                .resolveSibling("golden.json")));
        try (var model = ModelFiles.load(ModelFiles.SHIPPED, shipped, devices)) {
            var pose = (Pose) model.answer(GoldenPicture.drawn(SIDE, SIDE, PoseModelTest::figure));
            compare(pose.keypoints(), golden);
        }
    }

    private static void compare(List<Keypoint> found, JsonNode golden) {
        double tolerance = golden.path("tolerance").asDouble();
        JsonNode expected = golden.at("/cases/0/keypoints");
        assertThat(found).hasSize(expected.size());
        for (int i = 0; i < found.size(); i++) {
            assertThat(
                            new double[] {
                                found.get(i).y() / SIDE,
                                found.get(i).x() / SIDE,
                                found.get(i).score()
                            })
                    .as("landmark %d", i)
                    .containsExactly(numbers(expected.get(i)), within(tolerance));
        }
    }

    private static double[] numbers(JsonNode point) {
        return point.values().stream().mapToDouble(JsonNode::asDouble).toArray();
    }

    /// The formula of `training/google/adopt.py`.
    private static int figure(int x, int y, int c) {
        double unit = SIDE / 256.0;
        int off = Math.abs(x - SIDE / 2);
        boolean head = off * off + Math.pow(y - 40 * unit, 2) < 196 * unit * unit;
        boolean trunk = y >= 60 * unit && y < 140 * unit && off < 22 * unit;
        boolean legs = y >= 140 * unit && y < 230 * unit && off > 3 * unit && off < 20 * unit;
        int shade = head || trunk || legs ? new int[] {60, 70, 110}[c] : 200;
        return shade + (7 * x + 13 * y + 29 * c) % 16;
    }
}
