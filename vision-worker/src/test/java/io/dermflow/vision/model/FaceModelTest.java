package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.detections.Keypoint;
import io.dermflow.imaging.detections.RawDetections;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The face models that ship through the real engine: our own, which is active, and the one that
/// was made of Google's networks.
class FaceModelTest {

    /// The numbers were written by the training's own engine, as a batch of two.
    @Test
    void answersAsItsGoldenFileSays() {
        answersAsItsGoldenFileSays(ModelFiles.shipped(ActiveModels.FACE_LANDMARKS), 128, 90);
    }

    /// The numbers were written by the engine that made the file.
    @Test
    void theOneMadeOfGooglesNetworksAnswersAsItsGoldenFileSays() {
        ModelEntry meshed =
                ModelFiles.manifest(ModelFiles.SHIPPED.resolve("models.json")).models().stream()
                        .filter(entry -> entry.task().equals(ActiveModels.FACE_LANDMARKS))
                        .filter(entry -> entry.version().equals("1.1"))
                        .findFirst()
                        .orElseThrow();
        answersAsItsGoldenFileSays(meshed, 256, 220);
    }

    /// @param behind the shade around the golden file's face
    private static void answersAsItsGoldenFileSays(ModelEntry shipped, int side, int behind) {
        JsonNode golden = ModelFiles.golden(shipped);
        try (var model = ModelFiles.loadShipped(shipped)) {
            TaskNeeds.require(ActiveModels.FACE_LANDMARKS, model);
            compare(
                    model.predict(
                            GoldenPicture.drawn(side, side, GoldenPicture.face(side, behind))),
                    golden);
            assertThat(
                            model.predict(GoldenPicture.drawn(side, side, GoldenPicture::stripes))
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
}
