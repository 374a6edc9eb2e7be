package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.imaging.detections.OutputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTrialTest {

    private static final String CACHE = System.getProperty("user.home") + "/.cache/dermflow/djl";

    @TempDir private Path dir;

    @Test
    void printsAnEntryThatLoadsAsItIs() throws IOException {
        Path file = dir.resolve("isskin-dx-11l-v2.pt");
        Files.copy(ModelFiles.stub("v8-classify.pt"), file);
        String entry;
        try (var model = ModelTrial.open(file, CACHE)) {
            entry = ModelTrial.manifestEntry(model);
        }
        Path place = dir.resolve("isskin-dx-11l/v2/model.pt");
        Files.createDirectories(place.getParent());
        Files.copy(file, place);
        Files.writeString(dir.resolve("models.json"), "{\"schema\":1,\"models\":[" + entry + "]}");

        var models = new ActiveModels(ModelFiles.properties(dir));
        models.look();

        assertThat(models.active(ActiveModels.LESION_DX))
                .hasValueSatisfying(model ->
                        assertThat(model.contract().kind()).isEqualTo(OutputKind.PROBABILITIES));
        models.stop();
    }

    @Test
    void findsTheSizeThatAFileDoesNotSay() {
        try (var model = ModelTrial.open(ModelFiles.stub("movenet.pt"), CACHE)) {
            assertThat(model.contract().kind()).isEqualTo(OutputKind.MOVENET);
            assertThat(model.input().width()).isEqualTo(192);
        }
    }

    @Test
    void opensFilesThatTakeBytes() {
        Path file = ModelFiles.SHIPPED.resolve("lesion-dx/v1.0/model.pt");
        try (var model = ModelTrial.open(file, CACHE)) {
            assertThat(model.contract().kind()).isEqualTo(OutputKind.LOGITS);
            assertThat(model.input().dtype()).isEqualTo(InputForm.Dtype.UINT8);
            assertThat(model.entry().output().names()).startsWith("NEV", "BCC");
        }
    }

    @Test
    void refusesACheckpointWithTheExportCommand() {
        assertThatThrownBy(() -> ModelTrial.open(ModelFiles.stub("checkpoint.pt"), CACHE))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("yolo export");
    }
}
