package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.NonMaximumSuppression;
import io.dermflow.vision.model.ModelEntry.Contract;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Real files through the real engine.
class LoadedModelTest {

    private static final int SIZE = 320;
    private static final Path STUBS = ModelFiles.stub("");
    private static List<Device> devices;

    @BeforeAll
    static void startEngine() {
        devices = Torch.start(ModelFiles.properties(STUBS));
    }

    @Test
    void readsCandidatesAndMaskOfAPreparedFile() {
        try (var model = load(STUBS, entry("prepared.pt", Contract.PREPARED, "lesion"))) {
            var answer = model.predict(filled(0));

            assertThat(answer.candidates()).hasSize(3);
            assertThat(answer.candidates().getFirst().box()).isEqualTo(new Box(40, 60, 100, 120));
            assertThat(answer.candidates().getFirst().score()).isEqualTo(0.9f);
            assertThat(kept(answer)).hasSize(2);
            assertThat(answer.mask().columns()).isEqualTo(160);
            assertThat(answer.mask().logits()).containsOnly(10f);
        }
    }

    @Test
    void givesEachPictureItsOwnMask() {
        try (var model = load(STUBS, entry("prepared.pt", Contract.PREPARED, "lesion"))) {
            assertThat(model.predict(filled(255)).mask().logits()).containsOnly(-10f);
            assertThat(model.predict(filled(0)).mask().logits()).containsOnly(10f);
        }
    }

    @Test
    void letsGoOfEveryNativeArrayOfACall() {
        try (var model = load(STUBS, entry("prepared.pt", Contract.PREPARED, "lesion"))) {
            for (int call = 0; call < 20; call++) {
                model.predict(filled(call));
            }

            assertThat(model.arrays()).isZero();
        }
    }

    @Test
    void readsTheRawLayoutOfADropInFileAndSuppressesClassByClass() {
        try (var model = load(STUBS, entry("v8-detect.pt", Contract.DROP_IN, "lesion", "mole"))) {
            var answer = model.predict(filled(0));

            assertThat(answer.candidates()).as("first and last column too").hasSize(3);
            assertThat(answer.mask()).isNull();
            assertThat(kept(answer)).containsExactly(0.9f, 0.7f);
        }
    }

    @Test
    void refusesAFileWhoseOutputIsNotThatOfItsContract() {
        assertThatThrownBy(() ->
                        load(STUBS, entry("v8-detect.pt", Contract.PREPARED, "lesion", "mole")))
                .isInstanceOf(ModelRefused.class);
        assertThatThrownBy(() -> load(STUBS, entry("prepared.pt", Contract.DROP_IN, "lesion")))
                .isInstanceOf(ModelRefused.class);
        assertThatThrownBy(() -> load(STUBS, entry("v8-detect.pt", Contract.DROP_IN, "lesion")))
                .as("one name for two classes")
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("2 classes, but there are 1 class names");
    }

    @Test
    void answersABatchAsItAnswersOneByOne() throws Exception {
        var entry = entry("prepared.pt", Contract.PREPARED, "lesion");
        Path file = ModelFile.checked(STUBS, entry);
        var translator = new TensorTranslator(InputForm.of(entry, Optional.empty(), false));
        try (var model = ai.djl.Model.newInstance("stub", Device.cpu(), "PyTorch")) {
            model.load(file.getParent(), "prepared.pt");
            try (var predictor = model.newPredictor(translator)) {
                var answers = predictor.predict(List.of(filled(0), filled(255)));

                assertThat(answers).hasSize(2);
                assertThat(answers.get(0).get(1).values()).containsOnly(10f);
                assertThat(answers.get(1).get(1).values()).containsOnly(-10f);
            }
        }
    }

    private static LoadedModel load(Path dir, ModelEntry entry) {
        return ModelFiles.load(dir, entry, devices);
    }

    private static ModelEntry entry(String file, Contract contract, String... names) {
        return ModelFiles.entry(STUBS, file, contract, List.of(names));
    }

    private static Stream<Float> kept(RawDetections answer) {
        return NonMaximumSuppression.keep(answer.candidates(), 0.6, 100).stream()
                .map(index -> (float) answer.candidates().get(index).score());
    }

    private static ByteBuffer filled(int value) {
        return GoldenPicture.drawn(SIZE, SIZE, (_, _, _) -> value);
    }
}
