package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.dermflow.imaging.detections.RegionGrids;
import io.dermflow.vision.model.ModelEntry.Contract;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The shipped person model through the real engine, and what may stand in its place.
class PersonModelTest {

    private static final int SIDE = 256;
    private static List<Device> devices;

    @BeforeAll
    static void startEngine() {
        devices = Torch.start(ModelFiles.properties(ModelFiles.SHIPPED));
    }

    /// The numbers were written by the engine that made the file.
    @Test
    void answersAsItsGoldenFileSays() {
        ModelEntry shipped = ModelFiles.shipped(ActiveModels.PERSON);
        JsonNode golden = ModelFiles.golden(shipped);
        try (var model = ModelFiles.load(ModelFiles.SHIPPED, shipped, devices)) {
            compare(
                    (RegionGrids)
                            model.answer(GoldenPicture.drawn(SIDE, SIDE, GoldenPicture::stripes)),
                    golden,
                    0);
            compare(
                    (RegionGrids)
                            model.answer(
                                    GoldenPicture.drawn(SIDE, SIDE, GoldenPicture.figure(SIDE))),
                    golden,
                    1);
        }
    }

    @Test
    void takesTheirPlaceWhoeverOutlinesPersons() {
        requireFit("v8-segment.pt", ModelEntry.Input.AS_THE_FILE_SAYS, List.of());
        requireFit("mask-tensor.pt", new ModelEntry.Input(64, 64), List.of());
        requireFit("mask-dict.pt", new ModelEntry.Input(64, 64), List.of("wall", "person", "cat"));
    }

    @Test
    void refusesModelsThatOutlineNobody() {
        assertThatThrownBy(() ->
                        requireFit("v8-detect.pt", ModelEntry.Input.AS_THE_FILE_SAYS, List.of()))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("task person");
        assertThatThrownBy(() ->
                        requireFit(
                                "mask-dict.pt",
                                new ModelEntry.Input(64, 64),
                                List.of("wall", "dog", "cat")))
                .as("no class of that name")
                .isInstanceOf(ModelRefused.class);
    }

    private static void requireFit(String file, ModelEntry.Input input, List<String> names) {
        ModelEntry stub =
                ModelFiles.entry(ModelFiles.stub(""), file, Contract.DROP_IN, names)
                        .with(input, new ModelEntry.Output(names));
        try (var model = ModelFiles.load(ModelFiles.stub(""), stub, devices)) {
            TaskNeeds.require(ActiveModels.PERSON, model);
        }
    }

    private static void compare(RegionGrids answer, JsonNode golden, int index) {
        double tolerance = golden.get("tolerance").get("mask_logit").asDouble();
        for (JsonNode probe : golden.get("cases").get(index).get("mask_logits")) {
            int at = probe.get("row").asInt() * answer.columns() + probe.get("column").asInt();
            assertThat((double) answer.logits()[at])
                    .isCloseTo(probe.get("value").asDouble(), within(tolerance));
        }
    }
}
