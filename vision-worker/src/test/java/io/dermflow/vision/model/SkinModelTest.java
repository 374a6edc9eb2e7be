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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The shipped skin model through the real engine, active or not, and what may stand in its place.
class SkinModelTest {

    private static final int SIDE = 192;
    private static List<Device> devices;

    @BeforeAll
    static void startEngine() {
        devices = Torch.start(ModelFiles.properties(ModelFiles.SHIPPED));
    }

    /// The numbers were written by the engine that made the file.
    @Test
    void answersAsItsGoldenFileSays() {
        ModelEntry shipped = shipped();
        JsonNode golden = ModelFiles.golden(shipped);
        try (var model = ModelFiles.load(ModelFiles.SHIPPED, shipped, devices)) {
            TaskNeeds.require(ActiveModels.SKIN, model);
            compare(model, GoldenPicture::stripes, golden.get("cases").get(0), golden);
            compare(model, GoldenPicture.spot(96, 96, 400), golden.get("cases").get(1), golden);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mask-tuple.pt", "mask-dict.pt"})
    void takesTheirPlaceWhoeverHasAClassOfThatName(String file) {
        requireFit(file, List.of("wall", "skin", "cloth"));
    }

    @Test
    void takesANetworkWithOneClassWhateverItsName() {
        requireFit("mask-tensor.pt", List.of());
    }

    @Test
    void refusesModelsThatSegmentNoSkin() {
        assertThatThrownBy(() -> requireFit("mask-dict.pt", List.of("wall", "dog", "cloth")))
                .as("no class of that name")
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("task skin");
        assertThatThrownBy(() -> requireFit("logits.pt", List.of("a", "skin", "c")))
                .as("a classifier")
                .isInstanceOf(ModelRefused.class);
    }

    private static ModelEntry shipped() {
        return ModelFiles.manifest(ModelFiles.SHIPPED.resolve("models.json")).models().stream()
                .filter(entry -> entry.task().equals(ActiveModels.SKIN))
                .reduce((_, newer) -> newer)
                .orElseThrow();
    }

    private static void requireFit(String file, List<String> names) {
        ModelEntry stub =
                ModelFiles.entry(ModelFiles.stub(""), file, Contract.DROP_IN, names)
                        .with(new ModelEntry.Input(64, 64), new ModelEntry.Output(names));
        try (var model = ModelFiles.load(ModelFiles.stub(""), stub, devices)) {
            TaskNeeds.require(ActiveModels.SKIN, model);
        }
    }

    private static void compare(
            LoadedModel model, GoldenPicture.Pixel picture, JsonNode told, JsonNode golden) {
        var answer = (RegionGrids) model.answer(GoldenPicture.drawn(SIDE, SIDE, picture));
        double tolerance = golden.get("tolerance").get("mask_logit").asDouble();
        for (JsonNode probe : told.get("mask_logits")) {
            int at = probe.get("row").asInt() * answer.columns() + probe.get("column").asInt();
            assertThat((double) answer.logits()[at])
                    .isCloseTo(probe.get("value").asDouble(), within(tolerance));
        }
    }
}
