package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.detections.RegionGrids;
import tools.jackson.databind.JsonNode;

/// Holds a shipped network that outlines something to the logits in its golden file, which the
/// engine that made the network has written.
final class GoldenMask {

    private GoldenMask() {}

    /// @param side of the network's input
    /// @param pictures in the order of the golden file's cases
    static void hold(String task, int side, GoldenPicture.Pixel... pictures) {
        ModelEntry shipped = ModelFiles.shipped(task);
        JsonNode golden = ModelFiles.golden(shipped);
        assertThat(golden.path("cases")).hasSize(pictures.length);
        try (var model = ModelFiles.loadShipped(shipped)) {
            TaskNeeds.require(task, model);
            for (int i = 0; i < pictures.length; i++) {
                var answer =
                        (RegionGrids) model.answer(GoldenPicture.drawn(side, side, pictures[i]));
                compare(answer, golden.at("/cases/" + i + "/mask_logits"), tolerance(golden));
            }
        }
    }

    private static double tolerance(JsonNode golden) {
        return golden.at("/tolerance/mask_logit").asDouble();
    }

    private static void compare(RegionGrids answer, JsonNode probes, double tolerance) {
        assertThat(probes).isNotEmpty();
        for (JsonNode probe : probes) {
            int at = probe.path("row").asInt() * answer.columns() + probe.path("column").asInt();
            assertThat((double) answer.logits()[at])
                    .isCloseTo(probe.path("value").asDouble(), within(tolerance));
        }
    }
}
