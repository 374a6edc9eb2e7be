package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.detections.Keypoint;
import io.dermflow.imaging.detections.Pose;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The shipped pose model, a real MoveNet, through the real engine.
class PoseModelTest {

    private static final int SIDE = 192;

    /// The numbers were written by the engine that made the file: y, x over the input's side,
    /// score.
    @Test
    void answersAsItsGoldenFileSays() {
        ModelEntry shipped = ModelFiles.shipped(ActiveModels.POSE);
        try (var model = ModelFiles.loadShipped(shipped)) {
            var pose =
                    (Pose)
                            model.answer(
                                    GoldenPicture.drawn(SIDE, SIDE, GoldenPicture.figure(SIDE)));
            compare(pose.keypoints(), ModelFiles.golden(shipped));
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
}
